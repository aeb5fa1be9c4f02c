package reports

// paginer puts boxes on pages and tells on which page each anchor stands (from 1).
func paginer(bs []boite) (pages []page, ancres map[string]int) {
	ancres = map[string]int{}
	courante := page{}
	y := margeH
	nouvelle := func() {
		pages = append(pages, courante)
		courante, y = page{}, margeH
	}
	poser := func(b boite) {
		if y > margeH {
			y += b.avant
		} else if b.entete != nil {
			courante = append(courante, b.entete.tracer(margeG, y)...)
			y += b.entete.h
		}
		if b.ancre != "" && ancres[b.ancre] == 0 {
			ancres[b.ancre] = len(pages) + 1
		}
		courante = append(courante, b.tracer(margeG, y)...)
		y += b.h
	}
	for i := 0; i < len(bs); {
		if bs[i].saut {
			if y > margeH {
				nouvelle()
			}
			i++
			continue
		}
		j, h := i, 0.0
		for {
			if j > i {
				h += bs[j].avant
			}
			h += bs[j].h
			if !bs[j].lie || j+1 == len(bs) || bs[j+1].saut {
				break
			}
			j++
		}
		if y > margeH && y+bs[i].avant+h > basUtile && h <= basUtile-margeH-30 {
			nouvelle()
		}
		for ; i <= j; i++ {
			if y > margeH && y+bs[i].avant+bs[i].h > basUtile {
				nouvelle()
			}
			poser(bs[i])
		}
	}
	return append(pages, courante), ancres
}
