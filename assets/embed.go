// Package assets holds what the program ships with: the services, the reference tables
// and the fonts. It contains no code: rooms that need it are handed an fs.FS by main.
package assets

import "embed"

// FS holds services/, the parts they share, tables/, fonts/ and the icon.
//
//go:embed services parts tables fonts icone.png
var FS embed.FS
