// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package replicaset

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": symbol, "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
