package data

// Association is what the letterhead and the fixed sentences say of the association.
type Association struct {
	Nom           string   `json:"nom"`
	SousTitre     string   `json:"sous_titre,omitempty"`
	Adresse       []string `json:"adresse,omitempty"`
	Telephone     string   `json:"telephone,omitempty"`
	Courriel      string   `json:"courriel,omitempty"`
	Appartenances []string `json:"appartenances,omitempty"` // federations
	Habilitation  string   `json:"habilitation,omitempty"`  // reference of the habilitation
	Logo          []byte   `json:"logo,omitempty"`          // PNG or JPEG
}

// Parquet is the authority the association works with most: what a new dossier and a
// handing over begin with.
type Parquet struct {
	Juridiction  string `json:"juridiction,omitempty"`  // key of the table of courts
	Destinataire string `json:"destinataire,omitempty"` // « Parquet de permanence »
	Telephone    string `json:"telephone,omitempty"`
	Courriel     string `json:"courriel,omitempty"`
}
