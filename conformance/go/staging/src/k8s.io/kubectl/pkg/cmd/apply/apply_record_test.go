// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package apply

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/ioutil"
	"math/rand"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	appsv1 "k8s.io/api/apps/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/mergepatch"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/printers"
	"k8s.io/cli-runtime/pkg/resource"
	"k8s.io/client-go/rest/fake"
	cmddelete "k8s.io/kubectl/pkg/cmd/delete"
	"k8s.io/kubectl/pkg/util"
)

// applyServer answers with its errors one after the other, and does what is asked when they are used up.
type applyServer struct {
	live   map[string]interface{}
	gets   []string
	writes []string
	calls  []string
}

func applyText(value interface{}) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func applyFailure(reason string) *apierrors.StatusError {
	replicaSets := appsv1.Resource("replicasets")
	switch reason {
	case "Conflict":
		return apierrors.NewConflict(replicaSets, "rs", fmt.Errorf("modified"))
	case "NotFound":
		return apierrors.NewNotFound(replicaSets, "rs")
	case "Invalid":
		return apierrors.NewInvalid(applyMapping.GroupVersionKind.GroupKind(), "rs", nil)
	}
	return apierrors.NewForbidden(replicaSets, "rs", fmt.Errorf("no"))
}

func (s *applyServer) respond(code int, body interface{}) (*http.Response, error) {
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	return &http.Response{StatusCode: code, Header: header, Body: ioutil.NopCloser(bytes.NewReader([]byte(applyText(body))))}, nil
}

func (s *applyServer) fail(reason string) (*http.Response, error) {
	status := applyFailure(reason).Status()
	status.Kind, status.APIVersion = "Status", "v1"
	return s.respond(int(status.Code), status)
}

func (s *applyServer) serve(request *http.Request) (*http.Response, error) {
	next := func(list *[]string) string {
		if len(*list) == 0 {
			return ""
		}
		first := (*list)[0]
		*list = (*list)[1:]
		return first
	}
	body := ""
	if request.Body != nil {
		data, _ := ioutil.ReadAll(request.Body)
		body = strings.TrimSpace(string(data))
	}
	s.calls = append(s.calls, strings.TrimSpace(request.Method+" "+body))
	if request.Method == "GET" {
		if reason := next(&s.gets); reason != "" {
			return s.fail(reason)
		}
		if s.live == nil {
			return s.fail("NotFound")
		}
		return s.respond(200, s.live)
	}
	if reason := next(&s.writes); reason != "" {
		// Somebody else was faster.
		if reason == "Conflict" {
			s.live["spec"].(map[string]interface{})["minReadySeconds"] = int64(len(s.calls))
		}
		return s.fail(reason)
	}
	if request.Method == "POST" {
		if err := json.Unmarshal([]byte(body), &s.live); err != nil {
			panic(err)
		}
		return s.respond(201, s.live)
	}
	patched, err := strategicpatch.StrategicMergePatch([]byte(applyText(s.live)), []byte(body), appsv1.ReplicaSet{})
	if err != nil {
		panic(err)
	}
	s.live = nil
	if err := json.Unmarshal(patched, &s.live); err != nil {
		panic(err)
	}
	return s.respond(200, s.live)
}

func (s *applyServer) client() *fake.RESTClient {
	return &fake.RESTClient{
		NegotiatedSerializer: resource.UnstructuredPlusDefaultContentConfig().NegotiatedSerializer,
		Client:               fake.CreateHTTPClient(s.serve),
	}
}

var applyMapping = &meta.RESTMapping{
	Resource:         appsv1.SchemeGroupVersion.WithResource("replicasets"),
	GroupVersionKind: appsv1.SchemeGroupVersion.WithKind("ReplicaSet"),
	Scope:            meta.RESTScopeNamespace,
}

type applyClock struct {
	clockwork.Clock
	slept time.Duration
}

func (c *applyClock) Sleep(duration time.Duration) { c.slept += duration }

type applyRecord struct {
	Object    json.RawMessage `json:"object"`
	Live      json.RawMessage `json:"live"`
	Gets      []string        `json:"gets"`
	Writes    []string        `json:"writes"`
	Overwrite bool            `json:"overwrite"`
	Retries   int             `json:"retries"`
	Calls     []string        `json:"calls"`
	Patch     string          `json:"patch"`
	Slept     int64           `json:"slept"`
	Out       string          `json:"out"`
	ErrOut    string          `json:"errOut"`
	Error     string          `json:"error"`
}

func applyReason(err error) string {
	if err == nil {
		return ""
	}
	if reason := apierrors.ReasonForError(err); reason != "" {
		return string(reason) + ": " + strings.SplitN(err.Error(), "\n", 2)[0]
	}
	if mergepatch.IsConflict(err) {
		return "conflict of changes"
	}
	return strings.SplitN(err.Error(), "\n", 2)[0]
}

// applyInput makes what is asked for, and the live object as an earlier apply may have left it.
func applyInput(r *rand.Rand) applyRecord {
	pick := func(values ...string) string { return values[r.Intn(len(values))] }
	doc := func() map[string]interface{} {
		labels := map[string]interface{}{}
		for _, key := range []string{"app", "tier"} {
			if r.Intn(2) == 0 {
				labels[key] = pick("a", "b")
			}
		}
		spec := map[string]interface{}{"template": map[string]interface{}{"spec": map[string]interface{}{"containers": []interface{}{
			map[string]interface{}{"name": "web", "image": pick("i:1", "i:2")},
		}}}}
		if r.Intn(2) == 0 {
			spec["replicas"] = int64(r.Intn(3))
		}
		metadata := map[string]interface{}{"name": "rs", "namespace": "default", "labels": labels}
		if r.Intn(6) == 0 {
			metadata["annotations"] = map[string]interface{}{"note": "<&>"}
		}
		return map[string]interface{}{"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": metadata, "spec": spec}
	}
	object, original := doc(), doc()
	one := applyRecord{Overwrite: r.Intn(3) > 0, Gets: []string{}, Writes: []string{}}
	if r.Intn(4) == 0 {
		data := applyText(object)
		original = nil
		json.Unmarshal([]byte(data), &original)
	}
	one.Object = json.RawMessage(applyText(object))
	live := &unstructured.Unstructured{Object: original}
	if r.Intn(6) > 0 {
		if err := util.CreateApplyAnnotation(live, unstructured.UnstructuredJSONScheme); err != nil {
			panic(err)
		}
	}
	live.SetUID("7")
	if r.Intn(3) == 0 {
		original["spec"].(map[string]interface{})["replicas"] = int64(5)
	}
	if r.Intn(3) == 0 {
		original["metadata"].(map[string]interface{})["labels"] = map[string]interface{}{"app": "c", "more": "1"}
	}
	if r.Intn(8) == 0 {
		original["metadata"].(map[string]interface{})["deletionTimestamp"] = "2021-01-13T13:28:09Z"
	}
	one.Live = json.RawMessage(applyText(original))
	return one
}

func applyWrite(t *testing.T, name, symbol string, cases []applyRecord) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\"symbol\":%q,\"cases\":[\n", symbol)
	for i, one := range cases {
		text.WriteString(applyText(one))
		if i < len(cases)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString("]}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func applyLive(one applyRecord) map[string]interface{} {
	live := &unstructured.Unstructured{}
	if string(one.Live) == "null" {
		return nil
	}
	if err := live.UnmarshalJSON(one.Live); err != nil {
		panic(err)
	}
	return live.Object
}

func TestRecordPatcherPatch(t *testing.T) {
	r := rand.New(rand.NewSource(75))
	cases := []applyRecord{}
	for len(cases) < 110 {
		one := applyInput(r)
		one.Retries = []int{0, 0, 0, 1, 2}[r.Intn(5)]
		for i, count := 0, r.Intn(8); i < count && r.Intn(6) > 0; i++ {
			one.Writes = append(one.Writes, "Conflict")
		}
		if r.Intn(4) == 0 {
			one.Writes = append(one.Writes, []string{"Invalid", "Forbidden", "NotFound"}[r.Intn(3)])
		}
		for r.Intn(3) == 0 {
			one.Gets = append(one.Gets, []string{"", "", "NotFound", "Forbidden"}[r.Intn(4)])
		}
		server := &applyServer{live: applyLive(one), gets: one.Gets, writes: one.Writes}
		clock := &applyClock{Clock: clockwork.NewRealClock()}
		patcher := &Patcher{
			Mapping: applyMapping, Helper: resource.NewHelper(server.client(), applyMapping),
			Overwrite: one.Overwrite, BackOff: clock, Retries: one.Retries,
		}
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(one.Object); err != nil {
			t.Fatal(err)
		}
		modified, err := util.GetModifiedConfiguration(object, true, unstructured.UnstructuredJSONScheme)
		if err != nil {
			t.Fatal(err)
		}
		patch, _, err := patcher.Patch(&unstructured.Unstructured{Object: applyLive(one)}, modified, "", "default", "rs", ioutil.Discard)
		one.Patch, one.Error, one.Calls, one.Slept = string(patch), applyReason(err), append([]string{}, server.calls...), clock.slept.Milliseconds()
		cases = append(cases, one)
	}
	applyWrite(t, "patcher-patch", "staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go#Patcher.Patch", cases)
}

// No case has two conflicts, as the real clock would sleep after them.
func TestRecordApplyOneObject(t *testing.T) {
	r := rand.New(rand.NewSource(76))
	cases := []applyRecord{}
	for len(cases) < 130 {
		one := applyInput(r)
		if r.Intn(4) == 0 {
			one.Live = json.RawMessage("null")
			if r.Intn(3) == 0 {
				one.Writes = append(one.Writes, []string{"Invalid", "Forbidden"}[r.Intn(2)])
			}
		} else if r.Intn(3) == 0 {
			one.Writes = append(one.Writes, []string{"Invalid", "Forbidden", "Conflict", "Conflict"}[r.Intn(4)])
		}
		if r.Intn(8) == 0 {
			one.Gets = append(one.Gets, []string{"Forbidden", "NotFound"}[r.Intn(2)])
		}
		if r.Intn(15) == 0 {
			one.Object = json.RawMessage(`{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"generateName":"rs-"},"spec":{}}`)
		}
		server := &applyServer{live: applyLive(one), gets: one.Gets, writes: one.Writes}
		streams, _, out, errOut := genericclioptions.NewTestIOStreams()
		o := NewApplyOptions(streams)
		o.cmdBaseName, o.Overwrite, o.DeleteOptions = "kubectl", one.Overwrite, &cmddelete.DeleteOptions{}
		o.VisitedUids, o.VisitedNamespaces = sets.NewString(), sets.NewString()
		o.ToPrinter = func(operation string) (printers.ResourcePrinter, error) {
			o.PrintFlags.NamePrintFlags.Operation = operation
			return o.PrintFlags.ToPrinter()
		}
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(one.Object); err != nil {
			t.Fatal(err)
		}
		info := &resource.Info{Client: server.client(), Mapping: applyMapping, Namespace: "default", Name: object.GetName(), Source: "rs.yaml", Object: object}
		err := o.applyOneObject(info)
		one.Error, one.Calls, one.Out, one.ErrOut = applyReason(err), append([]string{}, server.calls...), out.String(), errOut.String()
		cases = append(cases, one)
	}
	applyWrite(t, "apply-one-object", "staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#ApplyOptions.applyOneObject", cases)
}
