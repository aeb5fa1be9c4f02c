package data

// Trouvaille is a dossier found by its texts, with the words around the first hit.
type Trouvaille struct {
	Resume
	Extrait    string
	Debut, Fin int // of the hit in Extrait, bytes
}
