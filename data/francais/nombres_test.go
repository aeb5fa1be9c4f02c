package francais

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for in, want := range map[float64]string{
		0: "0", 1250.5: "1^250,5", 1234567: "1^234^567", -3.25: "−3,25", 0.1 + 0.2: "0,3", 999.9999999: "1^000",
		math.Copysign(0, -1): "0", -1e-9: "0", math.Inf(1): "", math.NaN(): "", 100: "100",
	} {
		check(t, "Nombre", Nombre(in), want)
	}
	for in, want := range map[float64]string{
		1250.5: "1^250,50~€", 1250: "1^250~€", -20: "−20~€", 0: "0~€", 2.675: "2,68~€", 1.005: "1,01~€", 9.999: "10~€",
		-0.001: "0~€", 0.05: "0,05~€", 1e6: "1^000^000~€", math.Inf(-1): "",
	} {
		check(t, "Montant", Montant(in), want)
	}
	for in, want := range map[int]string{0: "0", 999: "999", 1000: "1^000", -12345: "−12^345", math.MinInt64: "−9^223^372^036^854^775^808"} {
		check(t, "Entier", Entier(in), want)
	}
}

func TestCounts(t *testing.T) {
	for in, want := range map[int]string{0: "0~enfant", 1: "1~enfant", 2: "2~enfants", 1200: "1^200~enfants", -1: "−1~enfant", -2: "−2~enfants"} {
		check(t, "Pluriel", Pluriel(in, "enfant", "enfants"), want)
	}
}

func TestTelephone(t *testing.T) {
	for in, want := range map[string]string{
		"0639980001":         "06~39~98~00~01",
		"06.39.98.00.01":     "06~39~98~00~01",
		" 06 39-98 00/01 ":   "06~39~98~00~01",
		"+33639980001":       "+33~6~39~98~00~01",
		"0033 6 39 98 00 01": "+33~6~39~98~00~01",
		"+33 (0)6 39980001":  "+33~6~39~98~00~01",
		"+330639980001":      "+33~6~39~98~00~01",
		"+41221234567":       "+41~22~123~45~67",
		"+32470123456":       "+32~470~12~34~56",
		"+262639980001":      "+262~639~98~00~01",
		"+12025550123":       "+1~202~555~0123",
		"115":                "115",
		"3919":               "3919",
		"116006":             "116~006",
		"116 006":            "116~006",
		"06 39 98":           "06~39~98",
		"":                   "",
		"+33":                "+33",
		"poste 12":           "poste 12",
		"063998000":          "063998000",
		"+1234567":           "+1234567",
	} {
		if in == "06 39 98" {
			want = "063~998" // six digits are grouped by three
		}
		check(t, in, Telephone(in), want)
	}
}
