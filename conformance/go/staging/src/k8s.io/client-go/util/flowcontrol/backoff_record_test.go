// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package flowcontrol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/clock"
)

// backoffCase is a sequence of calls. Times are milliseconds.
type backoffCase struct {
	Initial int64         `json:"initial"`
	Max     int64         `json:"max"`
	Steps   []backoffStep `json:"steps"`
}

// backoffStep is a call, such as `next a -500` for what happened half a second ago, and what is held
// of each item then; in front of it the answer of `since`.
type backoffStep struct {
	Do string `json:"do"`
	Is string `json:"is"`
}

var backoffItems = []string{"a", "b", "c"}

func backoffHeld(b *Backoff) string {
	var held []string
	for _, id := range backoffItems {
		if _, ok := b.perItemBackoff[id]; ok {
			held = append(held, fmt.Sprintf("%s=%d", id, b.Get(id).Milliseconds()))
		}
	}
	return strings.Join(held, ",")
}

func TestRecordBackoff(t *testing.T) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	random := rand.New(rand.NewSource(20210113))
	settings := [][2]int64{{10000, 300000}, {1000, 50000}, {1000, 5000}, {1, 1000}, {500, 500}, {2000, 1000}, {0, 1000}, {1000, 0}}
	var cases []backoffCase
	for number := 0; number < 160; number++ {
		setting := settings[number%len(settings)]
		one := backoffCase{Initial: setting[0], Max: setting[1]}
		tc := clock.NewFakeClock(time.Date(2022, 2, 2, 2, 2, 2, 0, time.UTC))
		b := NewFakeBackOff(time.Duration(one.Initial)*time.Millisecond, time.Duration(one.Max)*time.Millisecond, tc)
		// Times about which an answer turns, and a little more or less.
		some := func() int64 {
			edges := []int64{0, one.Initial, one.Initial * 2, one.Initial * 4, one.Max, one.Max * 2, one.Max * 3}
			return edges[random.Intn(len(edges))] + int64(random.Intn(3)-1)
		}
		for step := 0; step < 14; step++ {
			id := backoffItems[random.Intn(1+random.Intn(len(backoffItems)))]
			do, is := "", ""
			switch random.Intn(10) {
			case 0, 1, 2, 3:
				ago := some()
				if random.Intn(2) == 0 {
					ago = 0
				}
				do = fmt.Sprintf("next %s %d", id, -ago)
				b.Next(id, tc.Now().Add(time.Duration(-ago)*time.Millisecond))
			case 4, 5, 6:
				ago := some()
				if held := b.Get(id).Milliseconds(); random.Intn(2) == 0 {
					ago = held + int64(random.Intn(3)-1)
				}
				do = fmt.Sprintf("since %s %d", id, -ago)
				is = fmt.Sprintf("%t ", b.IsInBackOffSince(id, tc.Now().Add(time.Duration(-ago)*time.Millisecond)))
			case 7:
				wait := some()
				if wait < 0 {
					wait = 0
				}
				do = fmt.Sprintf("wait - %d", wait)
				tc.Step(time.Duration(wait) * time.Millisecond)
			case 8:
				if random.Intn(3) > 0 {
					wait := one.Max*2 + int64(random.Intn(3)-1)
					if wait < 0 {
						wait = 0
					}
					do = fmt.Sprintf("wait - %d", wait)
					tc.Step(time.Duration(wait) * time.Millisecond)
				} else {
					do = fmt.Sprintf("reset %s 0", id)
					b.Reset(id)
				}
			case 9:
				do = "gc - 0"
				b.GC()
			}
			one.Steps = append(one.Steps, backoffStep{Do: do, Is: is + backoffHeld(b)})
		}
		cases = append(cases, one)
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", "staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff")
	for i, one := range cases {
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString("  ")
		text.Write(data)
		if i < len(cases)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString(" ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, "kubelet-backoff.json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
