package identite

// Distance counts the one-letter errors between a and b: letters added,
// missing or replaced, and neighbours exchanged (optimal string alignment, on
// runes). Beyond max, max+1 is returned without counting further; a negative
// max counts as 0. The texts are compared as they are: fold them first.
func Distance(a, b string, max int) int {
	if max < 0 {
		max = 0
	}
	if a == b {
		return 0
	}
	ra, rb := []rune(a), []rune(b)
	if len(ra) > len(rb) {
		ra, rb = rb, ra
	}
	n, m := len(ra), len(rb)
	if max > m {
		max = m // no more errors than letters
	}
	over := max + 1
	if m-n > max {
		return over
	}
	// Only the diagonal band |i-j| <= max can hold values within max; the
	// cells around it are read as over.
	before, last, row := make([]int, m+1), make([]int, m+1), make([]int, m+1)
	for j := range last {
		before[j], last[j], row[j] = over, min(j, over), over
	}
	for i := 1; i <= n; i++ {
		from, to := i-max, min(m, i+max)
		best := over
		if from <= 0 {
			from = 1
			row[0] = min(i, over)
			best = row[0]
		} else {
			row[from-1] = over
		}
		for j := from; j <= to; j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			d := min(last[j-1]+cost, last[j]+1, row[j-1]+1, over)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if to < m {
			row[to+1] = over
		}
		if best == over {
			return over
		}
		before, last, row = last, row, before
	}
	return last[m]
}
