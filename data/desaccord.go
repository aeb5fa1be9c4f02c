package data

// Desaccord is an answer that two people changed, each in their own way. The first one stands
// in the dossier; the other is kept in the base until its author picks.
type Desaccord struct {
	Chemin string // of the answer
	Mien   any    // canonical value, nil for « taken back »
	Par    string // who changed it too, as far as is known
}
