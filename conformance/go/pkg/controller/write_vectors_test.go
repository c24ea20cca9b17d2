// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package controller

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json, one on a line.
func writeVectors(t *testing.T, name, symbol string, cases []interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", symbol)
	for i, one := range cases {
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		separator := ","
		if i == len(cases)-1 {
			separator = ""
		}
		fmt.Fprintf(&text, "  %s%s\n", data, separator)
	}
	text.WriteString(" ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
