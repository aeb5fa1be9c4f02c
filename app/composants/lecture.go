package composants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Lecture is text of several lines that wraps, set flush with what stands above it.
type Lecture struct {
	widget.BaseWidget
	l *widget.Label
}

// Prose makes a Lecture.
func Prose(s string) *Lecture {
	t := &Lecture{l: widget.NewLabel(s)}
	t.l.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// ProseDiscrete is Prose in secondary ink.
func ProseDiscrete(s string) *Lecture {
	t := Prose(s)
	t.l.Importance = widget.LowImportance
	return t
}

// Contenu returns the text.
func (t *Lecture) Contenu() string { return t.l.Text }

// Dire changes the text.
func (t *Lecture) Dire(s string) {
	if t.l.Text != s {
		t.l.SetText(s)
		t.Refresh()
	}
}

// DireEn changes the text and its tone.
func (t *Lecture) DireEn(s string, ton widget.Importance) {
	t.l.Importance = ton
	t.l.SetText(s)
	t.Refresh()
}

// Ton is the tone of the text.
func (t *Lecture) Ton() widget.Importance { return t.l.Importance }

// CreateRenderer implements fyne.Widget.
func (t *Lecture) CreateRenderer() fyne.WidgetRenderer { return &rendLecture{t} }

// rendLecture takes away the padding of the label.
type rendLecture struct{ t *Lecture }

func (r *rendLecture) Destroy() {}

func (r *rendLecture) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.l} }

func (r *rendLecture) Refresh() { r.t.l.Refresh() }

func (r *rendLecture) Layout(s fyne.Size) {
	p := theme.InnerPadding()
	r.t.l.Resize(fyne.NewSize(s.Width+2*p, s.Height+2*p))
	r.t.l.Move(fyne.NewPos(-p, -p))
}

func (r *rendLecture) MinSize() fyne.Size {
	p := theme.InnerPadding()
	r.t.l.Resize(fyne.NewSize(r.t.Size().Width+2*p, r.t.l.Size().Height))
	m := r.t.l.MinSize()
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-2*p))
}
