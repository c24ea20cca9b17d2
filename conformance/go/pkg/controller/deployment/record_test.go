// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package deployment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	apps "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	appslisters "k8s.io/client-go/listers/apps/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	core "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/kubernetes/pkg/controller"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	// One case a line.
	list, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	var lines []json.RawMessage
	if err := json.Unmarshal(list, &lines); err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, line := range lines {
		texts = append(texts, string(line))
	}
	data := []byte(fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}", symbol, strings.Join(texts, ",\n")))
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

type syncObject = map[string]interface{}

// syncQueue writes down what is queued again.
type syncQueue struct {
	workqueue.RateLimitingInterface
	log *[]string
}

func (q *syncQueue) AddRateLimited(item interface{}) {
	*q.log = append(*q.log, fmt.Sprint("again ", item))
}

func (q *syncQueue) AddAfter(item interface{}, after time.Duration) {
	*q.log = append(*q.log, fmt.Sprintf("again %v after %d", item, int(math.Ceil(after.Seconds()))))
}

func syncAnnotations(annotations map[string]string) string {
	texts := []string{}
	for key, value := range annotations {
		texts = append(texts, strings.TrimPrefix(key, "deployment.kubernetes.io/")+"="+value)
	}
	sort.Strings(texts)
	return strings.Join(texts, ",")
}

func syncTime(at metav1.Time) string {
	if at.IsZero() {
		return "-"
	}
	return fmt.Sprint(int(math.Round(math.Floor(float64(time.Now().UnixNano())/1e9))) - int(at.Unix()))
}

func syncStatusText(status apps.DeploymentStatus) string {
	collisions := "-"
	if status.CollisionCount != nil {
		collisions = fmt.Sprint(*status.CollisionCount)
	}
	texts := []string{}
	for _, c := range status.Conditions {
		texts = append(texts, strings.Join([]string{string(c.Type), string(c.Status), c.Reason, syncTime(c.LastUpdateTime), syncTime(c.LastTransitionTime), c.Message}, ":"))
	}
	return fmt.Sprintf("%d %d %d %d %d %d %s|%s", status.ObservedGeneration, status.Replicas, status.UpdatedReplicas, status.ReadyReplicas, status.AvailableReplicas, status.UnavailableReplicas, collisions, strings.Join(texts, ";"))
}

func syncRef(uid string) []metav1.OwnerReference {
	yes := true
	return []metav1.OwnerReference{{APIVersion: "apps/v1", Kind: "Deployment", Name: "d", UID: types.UID(uid), Controller: &yes, BlockOwnerDeletion: &yes}}
}

// syncRun is a cluster of one Deployment, of which only the Deployment controller is real.
type syncRun struct {
	t       *testing.T
	client  *fake.Clientset
	failing string
	created int
	pods    [][]string
}

func (run *syncRun) deployment() *apps.Deployment {
	d, err := run.client.AppsV1().Deployments("default").Get(context.TODO(), "d", metav1.GetOptions{})
	if err != nil {
		run.t.Fatal(err)
	}
	return d
}

func (run *syncRun) sets() []apps.ReplicaSet {
	list, err := run.client.AppsV1().ReplicaSets("default").List(context.TODO(), metav1.ListOptions{})
	if err != nil {
		run.t.Fatal(err)
	}
	sort.Slice(list.Items, func(i, j int) bool { return list.Items[i].Name < list.Items[j].Name })
	return list.Items
}

func (run *syncRun) react(action core.Action) (bool, runtime.Object, error) {
	kind := action.GetVerb() + " " + action.GetResource().Resource + " " + action.GetSubresource()
	refused := apierrors.NewForbidden(apps.Resource("replicasets"), "x", errors.New("refused"))
	switch {
	case run.failing == "create" && kind == "create replicasets ":
		return true, nil, refused
	case run.failing == "terminating" && kind == "create replicasets ":
		refused.ErrStatus.Details.Causes = append(refused.ErrStatus.Details.Causes, metav1.StatusCause{Type: v1.NamespaceTerminatingCause})
		return true, nil, refused
	case run.failing == "update" && kind == "update replicasets ", run.failing == "delete" && kind == "delete replicasets ", run.failing == "status" && kind == "update deployments status":
		return true, nil, refused
	case run.failing == "gone" && kind == "delete replicasets ":
		return true, nil, apierrors.NewNotFound(apps.Resource("replicasets"), "x")
	}
	if create, ok := action.(core.CreateAction); ok && kind == "create replicasets " {
		rs := create.GetObject().(*apps.ReplicaSet)
		run.created++
		rs.UID = types.UID("uid-" + rs.Name)
		rs.CreationTimestamp = metav1.Unix(1600000000+int64(run.created), 0)
	}
	return false, nil, nil
}

// sync syncs once and says what was done.
func (run *syncRun) sync() ([]string, interface{}) {
	indexer := func() cache.Indexer {
		return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	}
	ds, sets, pods := indexer(), indexer(), indexer()
	ds.Add(run.deployment())
	all := run.sets()
	for i := range all {
		sets.Add(&all[i])
	}
	for _, one := range run.pods {
		yes := true
		pod := &v1.Pod{}
		pod.Namespace, pod.Name, pod.Labels = "default", one[0], map[string]string{"app": "x"}
		pod.OwnerReferences = []metav1.OwnerReference{{Kind: "ReplicaSet", Name: one[1], UID: types.UID("uid-" + one[1]), Controller: &yes}}
		pod.Status.Phase = v1.PodPhase(one[2])
		pods.Add(pod)
	}
	log := []string{}
	events := record.NewFakeRecorder(100)
	dc := &DeploymentController{
		client: run.client, eventRecorder: events, queue: &syncQueue{log: &log}, rsControl: controller.RealRSControl{KubeClient: run.client, Recorder: events},
		dLister: appslisters.NewDeploymentLister(ds), rsLister: appslisters.NewReplicaSetLister(sets), podLister: corelisters.NewPodLister(pods),
	}
	run.client.ClearActions()
	err := dc.syncDeployment("default/d")
	done := []string{}
	for _, action := range run.client.Actions() {
		name := ""
		switch made := action.(type) {
		case core.UpdateActionImpl:
			switch object := made.GetObject().(type) {
			case *apps.ReplicaSet:
				name = fmt.Sprintf("%s %d %d %s", object.Name, *object.Spec.Replicas, object.Spec.MinReadySeconds, syncAnnotations(object.Annotations))
			case *apps.Deployment:
				name = fmt.Sprintf("%s|%s", syncAnnotations(object.Annotations), syncStatusText(object.Status))
			}
		case core.CreateActionImpl:
			object := made.GetObject().(*apps.ReplicaSet)
			labels, _ := json.Marshal(object.Labels)
			ref, _ := json.Marshal(object.OwnerReferences)
			same := fmt.Sprint(syncAnnotations(object.Spec.Template.Labels) == syncAnnotations(object.Labels), syncAnnotations(object.Spec.Selector.MatchLabels))
			name = fmt.Sprintf("%s %d %d %s %s %s %s", object.Name, *object.Spec.Replicas, object.Spec.MinReadySeconds, syncAnnotations(object.Annotations), labels, ref, same)
		case core.DeleteActionImpl:
			name = made.GetName()
		default:
			continue
		}
		done = append(done, strings.TrimSpace(action.GetVerb()+" "+name))
	}
	for len(events.Events) > 0 {
		done = append(done, "event "+<-events.Events)
	}
	done = append(done, log...)
	if err != nil {
		return done, err.Error()
	}
	return done, nil
}

func (run *syncRun) write(d *apps.Deployment) {
	if _, err := run.client.AppsV1().Deployments("default").Update(context.TODO(), d, metav1.UpdateOptions{}); err != nil {
		run.t.Fatal(err)
	}
}

// Each step changes the cluster, as its fields say, and syncs. Times in what was done are seconds
// before the sync; `elapsed` makes that many seconds pass before it.
func TestRecordSyncDeployment(t *testing.T) {
	random := rand.New(rand.NewSource(9))
	pick := func(from ...interface{}) interface{} { return from[random.Intn(len(from))] }
	cases := []syncObject{}
	for len(cases) < 102 {
		// So that no second ends on the way.
		if now := time.Now(); now.Nanosecond() > 700000000 {
			time.Sleep(time.Duration(1010000000 - now.Nanosecond()))
		}
		strategy := pick(syncObject{"type": "RollingUpdate", "rollingUpdate": syncObject{"maxSurge": pick("25%", 1, 2, "100%"), "maxUnavailable": pick("25%", 0, 1, 2)}},
			syncObject{"type": "RollingUpdate", "rollingUpdate": syncObject{"maxSurge": pick(0, "25%", 3), "maxUnavailable": pick("25%", 1, "50%")}}, syncObject{"type": "Recreate"}).(syncObject)
		if len(cases)%40 == 39 {
			strategy = syncObject{"type": "Other"}
		}
		spec := syncObject{"replicas": pick(1, 3, 5, 10), "strategy": strategy, "selector": syncObject{"matchLabels": syncObject{"app": "x"}},
			"template": syncObject{"metadata": syncObject{"labels": syncObject{"app": "x", "v": "0"}}}}
		if len(cases)%50 == 48 {
			spec["selector"] = syncObject{}
		}
		if random.Intn(4) > 0 {
			spec["progressDeadlineSeconds"] = pick(60, 600)
		}
		if random.Intn(4) > 0 {
			spec["revisionHistoryLimit"] = pick(0, 1, 2)
		}
		from := syncObject{"metadata": syncObject{"name": "d", "namespace": "default", "uid": "uid-d", "generation": 1}, "spec": spec, "status": syncObject{}}
		if random.Intn(3) == 0 {
			from["metadata"].(syncObject)["annotations"] = syncObject{"note": "n"}
		}
		d := &apps.Deployment{}
		data, _ := json.Marshal(from)
		if err := json.Unmarshal(data, d); err != nil {
			t.Fatal(err)
		}
		run := &syncRun{t: t, client: fake.NewSimpleClientset(d)}
		run.client.PrependReactor("*", "*", run.react)
		one := syncObject{"d": from}
		if random.Intn(8) == 0 {
			// Another ReplicaSet has the name that the first hash gives.
			rs := &apps.ReplicaSet{}
			rs.Namespace, rs.Name = "default", "d-"+controller.ComputeHash(&d.Spec.Template, nil)
			rs.OwnerReferences, rs.Spec.Replicas = syncRef("uid-other"), new(int32)
			run.client.AppsV1().ReplicaSets("default").Create(context.TODO(), rs, metav1.CreateOptions{})
			one["taken"] = rs.Name
		}
		steps := []syncObject{}
		for len(steps) < 11 {
			step := syncObject{}
			run.failing = ""
			d := run.deployment()
			switch change := random.Intn(20); {
			case len(steps) == 0:
			case change < 10:
				changes := [][]interface{}{}
				for _, rs := range run.sets() {
					if random.Intn(4) == 0 || len(rs.OwnerReferences) == 0 || rs.OwnerReferences[0].UID != "uid-d" {
						continue
					}
					replicas := *rs.Spec.Replicas
					ready := replicas - int32(random.Intn(3)*random.Intn(2))
					if ready < 0 {
						ready = 0
					}
					available := ready - int32(random.Intn(2)*random.Intn(2))
					if available < 0 {
						available = 0
					}
					failure := random.Intn(12) == 0
					rs.Status = apps.ReplicaSetStatus{Replicas: replicas, ReadyReplicas: ready, AvailableReplicas: available}
					if failure {
						rs.Status.Conditions = []apps.ReplicaSetCondition{{Type: apps.ReplicaSetReplicaFailure, Status: v1.ConditionTrue, Reason: "FailedCreate", Message: "no room"}}
					}
					changed := rs
					if _, err := run.client.AppsV1().ReplicaSets("default").Update(context.TODO(), &changed, metav1.UpdateOptions{}); err != nil {
						t.Fatal(err)
					}
					changes = append(changes, []interface{}{rs.Name, replicas, ready, available, failure})
				}
				step["sets"] = changes
			case change < 13:
				version := pick("0", "1", "2").(string)
				d.Spec.Template.Labels["v"] = version
				d.Generation++
				run.write(d)
				step["version"] = version
			case change < 15:
				replicas := pick(int32(0), int32(2), int32(4), int32(7), int32(12)).(int32)
				d.Spec.Replicas = &replicas
				d.Generation++
				run.write(d)
				step["replicas"] = replicas
			case change < 16:
				d.Spec.Paused = !d.Spec.Paused
				d.Generation++
				run.write(d)
				step["paused"] = d.Spec.Paused
			case change < 17:
				seconds := pick(30, 65, 700).(int)
				for i := range d.Status.Conditions {
					c := &d.Status.Conditions[i]
					if !c.LastUpdateTime.IsZero() {
						c.LastUpdateTime = metav1.NewTime(c.LastUpdateTime.Add(-time.Duration(seconds) * time.Second))
					}
					if !c.LastTransitionTime.IsZero() {
						c.LastTransitionTime = metav1.NewTime(c.LastTransitionTime.Add(-time.Duration(seconds) * time.Second))
					}
				}
				run.write(d)
				step["elapsed"] = seconds
			case change < 18:
				d.Spec.MinReadySeconds = int32(random.Intn(3))
				run.write(d)
				step["minReadySeconds"] = d.Spec.MinReadySeconds
			case change < 19:
				run.pods = [][]string{}
				for i, rs := range run.sets() {
					if random.Intn(2) == 0 {
						run.pods = append(run.pods, []string{fmt.Sprint("p", i), rs.Name, pick("Running", "Failed", "Succeeded", "Unknown", "Pending").(string)})
					}
				}
				step["pods"] = run.pods
			default:
				if len(steps) > 7 {
					now := metav1.Unix(1600000000, 0)
					d.DeletionTimestamp = &now
					run.write(d)
					step["deleted"] = true
				}
			}
			if random.Intn(8) == 0 {
				run.failing = pick("create", "terminating", "update", "status", "delete", "gone").(string)
				step["failing"] = run.failing
			}
			step["done"], step["error"] = run.sync()
			steps = append(steps, step)
		}
		one["steps"] = steps
		cases = append(cases, one)
	}
	writeVectors(t, "sync-deployment", "pkg/controller/deployment/deployment_controller.go#DeploymentController.syncDeployment", cases)
}
