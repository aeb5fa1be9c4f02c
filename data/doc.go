// Package data is the model: the dossier and what surrounds it, and the errors that
// cross the rooms. It knows no SQL, no window and no PDF.
//
// Instants are time.Time in UTC; civil dates and hours, as people say them, are texts:
// AAAA-MM-JJ, HH:MM, AAAA-MM-JJTHH:MM.
package data
