// This file is ours, not part of Kubernetes: it is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/api/errors"
	genericvalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	utilrand "k8s.io/apimachinery/pkg/util/rand"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/apis/example"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/storage/names"
)

type beforeError struct {
	Type  string `json:"type"`
	Field string `json:"field"`
	Body  string `json:"body"`
}

type beforeCase struct {
	Do         string                 `json:"do"`
	Namespaced bool                   `json:"namespaced,omitempty"`
	Graceful   bool                   `json:"graceful,omitempty"`
	Namespace  *string                `json:"namespace,omitempty"`
	Obj        map[string]interface{} `json:"obj,omitempty"`
	Old        map[string]interface{} `json:"old,omitempty"`
	Errors     []beforeError          `json:"errors,omitempty"`
	MetaErrors []beforeError          `json:"metaErrors,omitempty"`
	Options    *metav1.DeleteOptions  `json:"options,omitempty"`
	Out        map[string]interface{} `json:"out,omitempty"`
	OptionsOut *metav1.DeleteOptions  `json:"optionsOut,omitempty"`
	Deletion   *int64                 `json:"deletion,omitempty"`
	Result     string                 `json:"result,omitempty"`
	Err        string                 `json:"err,omitempty"`
	Reason     string                 `json:"reason,omitempty"`
	Name       string                 `json:"name,omitempty"`
}

type beforeStrategy struct {
	runtime.ObjectTyper
	namespaced bool
	errs       field.ErrorList
}

func (s beforeStrategy) GenerateName(base string) string { return base + "xxxxx" }
func (s beforeStrategy) NamespaceScoped() bool           { return s.namespaced }
func (s beforeStrategy) AllowCreateOnUpdate() bool       { return false }
func (s beforeStrategy) AllowUnconditionalUpdate() bool  { return false }
func (s beforeStrategy) Canonicalize(obj runtime.Object) {
	obj.(*example.Pod).Labels = map[string]string{"canonical": "true"}
}
func (s beforeStrategy) PrepareForCreate(ctx context.Context, obj runtime.Object) {
	obj.(*example.Pod).Generation = 1
}
func (s beforeStrategy) PrepareForUpdate(ctx context.Context, obj, old runtime.Object) {
	obj.(*example.Pod).Generation++
}
func (s beforeStrategy) Validate(ctx context.Context, obj runtime.Object) field.ErrorList {
	return s.errs
}
func (s beforeStrategy) ValidateUpdate(ctx context.Context, obj, old runtime.Object) field.ErrorList {
	return s.errs
}

type beforeGraceful struct{ beforeStrategy }

func (s beforeGraceful) CheckGracefulDelete(ctx context.Context, obj runtime.Object, options *metav1.DeleteOptions) bool {
	if options.GracePeriodSeconds == nil {
		period := int64(30)
		options.GracePeriodSeconds = &period
	}
	return obj.(*example.Pod).Annotations["v"] != "never"
}

func beforePlain(t *testing.T, value interface{}) map[string]interface{} {
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	plain := map[string]interface{}{}
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	for key, inner := range plain {
		if inner == nil || inner == "" {
			delete(plain, key)
		}
	}
	return plain
}

func beforeErrors(list field.ErrorList) []beforeError {
	errs := []beforeError{}
	for _, err := range list {
		errs = append(errs, beforeError{string(err.Type), err.Field, err.ErrorBody()})
	}
	return errs
}

func TestRecordBefore(t *testing.T) {
	folder := os.Getenv("VECTORS_OUT")
	if folder == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	scheme := runtime.NewScheme()
	if err := example.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(45))
	// The ends of generated names.
	utilrand.Seed(45)
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	chance := func(one int) bool { return random.Intn(one) == 0 }
	seconds := func() *int64 {
		value := int64([]int{0, 1, 10, 29, 30, 31, 3600}[random.Intn(7)])
		return &value
	}
	cases := []beforeCase{}
	for i := 0; i < 480; i++ {
		one := beforeCase{Do: []string{"create", "update", "delete", "delete"}[i%4], Namespaced: !chance(4), Graceful: !chance(6)}
		pod := func() *example.Pod {
			pod := &example.Pod{ObjectMeta: metav1.ObjectMeta{Name: pick("a", "a", "a", "", "not/valid"), Namespace: pick("", "default", "default", "other"),
				GenerateName: pick("", "", "g-"), UID: types.UID(pick("", "u1", "u1", "u2")), ResourceVersion: pick("", "1", "2"), SelfLink: pick("", "/x"),
				Generation: int64(random.Intn(3)), Annotations: map[string]string{"v": pick("1", "never")}}}
			if chance(2) {
				pod.CreationTimestamp = metav1.Unix(1500000000+int64(random.Intn(9)), 0)
			}
			if chance(3) {
				deleted := metav1.Unix(1600000000+int64(random.Intn(9)), 0)
				pod.DeletionTimestamp = &deleted
			}
			if chance(3) || pod.DeletionTimestamp != nil && !chance(3) {
				pod.DeletionGracePeriodSeconds = seconds()
			}
			return pod
		}
		obj, old := pod(), pod()
		ctx := genericapirequest.NewContext()
		if !chance(6) {
			namespace := pick("default", "default", "")
			one.Namespace = &namespace
			ctx = genericapirequest.WithNamespace(ctx, namespace)
		}
		strategy := beforeStrategy{scheme, one.Namespaced, nil}
		if chance(5) && one.Do != "delete" {
			for count := 1 + random.Intn(2); len(strategy.errs) < count; {
				strategy.errs = append(strategy.errs, []*field.Error{
					field.Invalid(field.NewPath("metadata", "name"), "x", "it is wrong"), field.Required(field.NewPath("spec"), "")}[random.Intn(2)])
			}
			one.Errors = beforeErrors(strategy.errs)
		}
		one.Obj = beforePlain(t, obj.ObjectMeta)
		var err error
		switch one.Do {
		case "create":
			err = BeforeCreate(strategy, ctx, obj)
			one.MetaErrors = beforeErrors(genericvalidation.ValidateObjectMetaAccessor(obj, one.Namespaced, path.ValidatePathSegmentName, field.NewPath("metadata")))
			one.Out = beforePlain(t, obj.ObjectMeta)
			if one.Out["uid"] != one.Obj["uid"] {
				one.Out["uid"] = "new"
			}
			if one.Out["creationTimestamp"] != one.Obj["creationTimestamp"] {
				one.Out["creationTimestamp"] = "new"
			}
			if err == nil && chance(2) {
				// What the client is told if there is such an object already.
				checked := CheckGeneratedNameError(strategy, errors.NewAlreadyExists(example.Resource("pods"), obj.Name), obj)
				one.Result = checked.Error()
			}
		case "update":
			one.Old = beforePlain(t, old.ObjectMeta)
			err = BeforeUpdate(strategy, ctx, obj, old)
			one.MetaErrors = append(beforeErrors(genericvalidation.ValidateObjectMetaAccessor(obj, one.Namespaced, path.ValidatePathSegmentName, field.NewPath("metadata"))),
				beforeErrors(genericvalidation.ValidateObjectMetaAccessorUpdate(obj, old, field.NewPath("metadata")))...)
			one.Out = beforePlain(t, obj.ObjectMeta)
		case "delete":
			one.Options = &metav1.DeleteOptions{}
			if chance(2) {
				one.Options.GracePeriodSeconds = seconds()
			}
			if chance(5) {
				one.Options.Preconditions = &metav1.Preconditions{}
				uid, version := types.UID(pick("u1", "u2")), pick("1", "2")
				if chance(2) {
					one.Options.Preconditions.UID = &uid
				}
				if chance(2) {
					one.Options.Preconditions.ResourceVersion = &version
				}
			}
			if chance(9) {
				orphan, policy := chance(2), metav1.DeletionPropagation(pick("Orphan", "Foreground"))
				one.Options.OrphanDependents, one.Options.PropagationPolicy = &orphan, &policy
			}
			one.OptionsOut = one.Options.DeepCopy()
			before, had := time.Now(), obj.DeletionTimestamp
			var graceful, pending bool
			if one.Graceful {
				graceful, pending, err = BeforeDelete(beforeGraceful{strategy}, ctx, obj, one.OptionsOut)
			} else {
				graceful, pending, err = BeforeDelete(strategy, ctx, obj, one.OptionsOut)
			}
			one.Result = fmt.Sprintf("%t %t", graceful, pending)
			if had == nil && obj.DeletionTimestamp != nil {
				later := int64(obj.DeletionTimestamp.Sub(before) / time.Second)
				one.Deletion = &later
				obj.DeletionTimestamp = nil
			}
			one.Out = beforePlain(t, obj.ObjectMeta)
		}
		if err != nil {
			one.Err = err.Error()
			one.Reason = string(errors.ReasonForError(err))
		}
		cases = append(cases, one)
	}
	for i := 0; i < 200; i++ {
		base := strings.Repeat("abcdefghi-", 8)[:random.Intn(80)]
		cases = append(cases, beforeCase{Do: "name", Result: base, Name: names.SimpleNameGenerator.GenerateName(base)})
	}
	var lines bytes.Buffer
	for i, one := range cases {
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			lines.WriteString(",\n")
		}
		lines.Write(data)
	}
	text := fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}\n", "staging/src/k8s.io/apiserver/pkg/registry/rest/create.go#BeforeCreate", lines.String())
	if err := os.WriteFile(filepath.Join(folder, "before-create-update-delete.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
