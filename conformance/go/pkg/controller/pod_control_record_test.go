// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package controller

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/fake"
	core "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/record"
)

type podControlMeta struct {
	GenerateName string                  `json:"generateName,omitempty"`
	Labels       map[string]string       `json:"labels,omitempty"`
	Annotations  map[string]string       `json:"annotations,omitempty"`
	Finalizers   []string                `json:"finalizers,omitempty"`
	Owners       []metav1.OwnerReference `json:"ownerReferences,omitempty"`
}

type podControlCase struct {
	Do       string                 `json:"do"`
	Parent   string                 `json:"parent"`
	Template podControlMeta         `json:"template"`
	Node     string                 `json:"node,omitempty"`
	Policy   string                 `json:"policy,omitempty"`
	Ref      *metav1.OwnerReference `json:"ref,omitempty"`
	OnNode   string                 `json:"onNode,omitempty"`
	// What the API server answers.
	Fails string `json:"fails,omitempty"`
	// What it was asked.
	Asked  string         `json:"asked,omitempty"`
	Pod    podControlMeta `json:"pod"`
	Spec   string         `json:"spec,omitempty"`
	Err    string         `json:"err,omitempty"`
	Events []string       `json:"events,omitempty"`
}

func podControlFailure(fails string) error {
	pods := schema.GroupResource{Resource: "pods"}
	switch fails {
	case "":
		return nil
	case "NotFound":
		return apierrors.NewNotFound(pods, "a")
	case "Terminating":
		err := apierrors.NewForbidden(pods, "a", errors.New("no"))
		err.ErrStatus.Details.Causes = append(err.ErrStatus.Details.Causes, metav1.StatusCause{Type: v1.NamespaceTerminatingCause})
		err.ErrStatus.Message = "terminating"
		return err
	case "Forbidden":
		err := apierrors.NewForbidden(pods, "a", errors.New("no"))
		err.ErrStatus.Message = "forbidden"
		return err
	}
	return errors.New(fails)
}

func TestRecordPodControl(t *testing.T) {
	random := rand.New(rand.NewSource(33))
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	chance := func(one int) bool { return random.Intn(one) == 0 }
	some := func(values ...string) map[string]string {
		set := map[string]string{}
		for left := random.Intn(3); left > 0; left-- {
			set[pick(values...)] = pick("1", "", "x")
		}
		return set
	}
	long := strings.Repeat("a", 251)
	cases := []interface{}{}
	for len(cases) < 600 {
		one := podControlCase{
			Do:     pick("create", "ref", "ref", "ref", "node", "delete", "patch"),
			Parent: pick("web", "web", "web-1", "Web", "a.b", "a.-", "-", "x", "w-", "w_", long, long+"b", long+"bb", long+"bbb", "a..", "\u00e9"),
			Fails:  pick("", "", "", "NotFound", "Terminating", "Forbidden", "broken"),
		}
		one.Template = podControlMeta{Labels: some("app", "tier"), Annotations: some("note", "text")}
		if chance(3) {
			one.Template.Finalizers = []string{"a/b", "c/d"}[:1+random.Intn(2)]
		}
		one.Node, one.Policy = pick("", "", "n0"), pick("", "Always", "Never")
		if one.Do == "ref" || one.Do == "node" {
			yes, no := true, false
			ref := metav1.OwnerReference{APIVersion: "apps/v1", Kind: "ReplicaSet", Name: one.Parent, UID: "u", Controller: &yes, BlockOwnerDeletion: &yes}
			switch random.Intn(12) {
			case 0:
				ref.APIVersion = ""
			case 1:
				ref.Kind = ""
			case 2:
				ref.Controller = &no
			case 3:
				ref.Controller = nil
			case 4:
				ref.BlockOwnerDeletion = &no
			case 5:
				ref.BlockOwnerDeletion = nil
			}
			if !chance(12) {
				one.Ref = &ref
			}
			if one.Do == "node" {
				one.OnNode = pick("", "n1", "n2")
			}
		}
		client := &fake.Clientset{}
		client.AddReactor("*", "pods", func(action core.Action) (bool, runtime.Object, error) {
			one.Asked = action.GetVerb() + " " + action.GetNamespace()
			answer := &v1.Pod{}
			switch action := action.(type) {
			case core.CreateAction:
				pod := action.GetObject().(*v1.Pod)
				one.Pod = podControlMeta{pod.GenerateName, pod.Labels, pod.Annotations, pod.Finalizers, pod.OwnerReferences}
				one.Spec = fmt.Sprintf("%s %s", pod.Spec.NodeName, pod.Spec.RestartPolicy)
				answer.Name = pod.GenerateName + "xyz"
			case core.PatchAction:
				one.Asked += fmt.Sprintf(" %s %s", action.GetName(), action.GetPatch())
			case core.DeleteAction:
				one.Asked += " " + action.GetName()
			}
			return true, answer, podControlFailure(one.Fails)
		})
		recorder := record.NewFakeRecorder(9)
		control := RealPodControl{KubeClient: client, Recorder: recorder}
		template := &v1.PodTemplateSpec{
			ObjectMeta: metav1.ObjectMeta{Labels: one.Template.Labels, Annotations: one.Template.Annotations, Finalizers: one.Template.Finalizers},
			Spec:       v1.PodSpec{NodeName: one.Node, RestartPolicy: v1.RestartPolicy(one.Policy)},
		}
		parent := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Name: one.Parent, Namespace: "ns"}}
		var err error
		switch one.Do {
		case "create":
			err = control.CreatePods("ns", template, parent)
		case "ref":
			err = control.CreatePodsWithControllerRef("ns", template, parent, one.Ref)
		case "node":
			err = control.CreatePodsOnNode(one.OnNode, "ns", template, parent, one.Ref)
		case "delete":
			err = control.DeletePod("ns", "a", parent)
		case "patch":
			err = control.PatchPod("ns", "a", []byte("{}"))
		}
		if err != nil {
			one.Err = err.Error()
		}
		close(recorder.Events)
		for event := range recorder.Events {
			one.Events = append(one.Events, event)
		}
		cases = append(cases, one)
	}
	writeVectors(t, "real-pod-control", vectorUtils+"RealPodControl", cases)
}
