// Package boutenbout drives the real program, in a real window on a virtual screen, by
// keyboard alone. It is made of tests.
package boutenbout
