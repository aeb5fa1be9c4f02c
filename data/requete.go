package data

import (
	"context"
	"crypto/rand"
	"time"
)

// A write may be sent twice: a link that is cut loses the answer, not always the question.
// What carries one identity is done once, and answered the same way.

type cleRequete struct{}

// AvecRequete gives the next write of a session an identity: sent again under the same one,
// it is not done again. One identity is for one call.
func AvecRequete(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, cleRequete{}, id)
}

// RequeteDe is the identity of a write, "" when it has none.
func RequeteDe(ctx context.Context) string {
	id, _ := ctx.Value(cleRequete{}).(string)
	return id
}

// NouvelleRequete makes an identity that nothing else bears.
func NouvelleRequete() string { return rand.Text() }

// RequetesGardees is how long an answer is kept for a write that might be sent again.
const RequetesGardees = 7 * 24 * time.Hour
