// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/clock"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/watch"
)

// reflectorWrite writes the cases of one function to <VECTORS_OUT>/<name>.json.
func reflectorWrite(t *testing.T, name, symbol string, cases interface{}) {
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

func reflectorPick(random *rand.Rand, choices ...string) string {
	return choices[random.Intn(len(choices))]
}

// reflectorClock moves on to the time of a timer when somebody waits for it.
type reflectorClock struct{ *clock.FakeClock }

type reflectorTimer struct {
	clock *reflectorClock
	at    time.Time
}

func (c *reflectorClock) NewTimer(d time.Duration) clock.Timer {
	return &reflectorTimer{c, c.Now().Add(d)}
}

func (t *reflectorTimer) C() <-chan time.Time {
	if t.clock.Now().Before(t.at) {
		t.clock.SetTime(t.at)
	}
	c := make(chan time.Time, 1)
	c <- t.at
	return c
}

func (t *reflectorTimer) Stop() bool { return true }

func (t *reflectorTimer) Reset(d time.Duration) bool {
	t.at = t.clock.Now().Add(d)
	return true
}

func reflectorError(kind string) error {
	switch kind {
	case "":
		return nil
	case "expired":
		return apierrors.NewResourceExpired("too old")
	case "gone":
		return apierrors.NewGone("gone")
	case "tooLarge", "tooLargeMessage":
		err := apierrors.NewTimeoutError("too large", 1)
		err.ErrStatus.Details.Causes = []metav1.StatusCause{{Type: metav1.CauseTypeResourceVersionTooLarge}}
		if kind == "tooLargeMessage" {
			err.ErrStatus.Details.Causes = []metav1.StatusCause{{Message: "Too large resource version"}}
		}
		return err
	case "timeout":
		return apierrors.NewTimeoutError("slow", 1)
	case "refused":
		return syscall.ECONNREFUSED
	case "refusedWrapped":
		return fmt.Errorf("dial: %w", syscall.ECONNREFUSED)
	}
	return errors.New(kind)
}

type reflectorList struct {
	RV    string   `json:"rv"`
	Items []string `json:"items"`
	Error string   `json:"error,omitempty"`
}

// An event is `TYPE name:rv`, its object a pod, a service for `svc/name:rv`, a status for `status`;
// or `ERROR kind`. The channel is closed after the last.
type reflectorWatch struct {
	MS     int      `json:"ms"`
	Events []string `json:"events"`
	Error  string   `json:"error,omitempty"`
}

type reflectorCase struct {
	Mode     string           `json:"mode"`
	AnyType  bool             `json:"anyType"`
	TracksRV bool             `json:"tracksRV"`
	Handler  string           `json:"handler"`
	Failing  []string         `json:"failing"`
	Lists    []reflectorList  `json:"lists"`
	Watches  []reflectorWatch `json:"watches"`
	Random   []float64        `json:"random"`
	Log      []string         `json:"log"`
	LastRV   string           `json:"lastRV"`
	Relist   string           `json:"relist"`
	Keys     []string         `json:"keys"`
}

type reflectorRun struct {
	Store
	one     *reflectorCase
	clock   *reflectorClock
	start   time.Time
	stop    chan struct{}
	mutex   sync.Mutex
	lists   []reflectorList
	watches []reflectorWatch
	calls   int
}

func (r *reflectorRun) log(format string, args ...interface{}) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.one.Log = append(r.one.Log, fmt.Sprintf(format, args...))
}

func (r *reflectorRun) ms() int64 { return int64(r.clock.Since(r.start) / time.Millisecond) }

func reflectorPod(text string) *v1.Pod {
	parts := strings.SplitN(text, ":", 2)
	pod := &v1.Pod{}
	pod.Name, pod.ResourceVersion = parts[0], parts[1]
	return pod
}

func reflectorText(obj interface{}) string {
	accessor := obj.(metav1.Object)
	return accessor.GetName() + ":" + accessor.GetResourceVersion()
}

// reflectorSource is the lister and watcher of a run.
type reflectorSource struct{ *reflectorRun }

func (r reflectorSource) List(options metav1.ListOptions) (runtime.Object, error) {
	r.log("list %q @%d", options.ResourceVersion, r.ms())
	if len(r.lists) == 0 {
		close(r.stop)
		select {}
	}
	list := r.lists[0]
	r.lists = r.lists[1:]
	if err := reflectorError(list.Error); err != nil {
		return nil, err
	}
	pods := &v1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: list.RV}}
	for _, item := range list.Items {
		pods.Items = append(pods.Items, *reflectorPod(item))
	}
	return pods, nil
}

type reflectorWatcher struct {
	run *reflectorRun
	c   chan watch.Event
}

func (w *reflectorWatcher) Stop()                          { w.run.log("stop") }
func (w *reflectorWatcher) ResultChan() <-chan watch.Event { return w.c }

func (r reflectorSource) Watch(options metav1.ListOptions) (watch.Interface, error) {
	r.calls++
	r.log("watch %q %d %t @%d", options.ResourceVersion, *options.TimeoutSeconds, options.AllowWatchBookmarks, r.ms())
	if len(r.watches) == 0 {
		close(r.stop)
		return &reflectorWatcher{r.reflectorRun, make(chan watch.Event)}, nil
	}
	one := r.watches[0]
	r.watches = r.watches[1:]
	r.clock.Step(time.Duration(one.MS) * time.Millisecond)
	if err := reflectorError(one.Error); err != nil {
		return nil, err
	}
	w := &reflectorWatcher{r.reflectorRun, make(chan watch.Event, len(one.Events))}
	for _, text := range one.Events {
		parts := strings.SplitN(text, " ", 2)
		event := watch.Event{Type: watch.EventType(parts[0])}
		switch {
		case parts[0] == "ERROR":
			status := reflectorError(parts[1]).(apierrors.APIStatus).Status()
			event.Object = &status
		case parts[1] == "status":
			event.Object = &metav1.Status{}
		case strings.HasPrefix(parts[1], "svc/"):
			pod := reflectorPod(parts[1][4:])
			event.Object = &v1.Service{ObjectMeta: pod.ObjectMeta}
		default:
			event.Object = reflectorPod(parts[1])
		}
		w.c <- event
	}
	close(w.c)
	return w, nil
}

func (r *reflectorRun) failure(name string) error {
	for _, failing := range r.one.Failing {
		if failing == name {
			return errors.New(name + " fails")
		}
	}
	return nil
}

func (r *reflectorRun) do(what string, obj interface{}, then func(interface{}) error) error {
	r.log("%s %s", what, reflectorText(obj))
	if err := r.failure(obj.(metav1.Object).GetName()); err != nil {
		return err
	}
	return then(obj)
}

func (r *reflectorRun) Add(obj interface{}) error    { return r.do("add", obj, r.Store.Add) }
func (r *reflectorRun) Update(obj interface{}) error { return r.do("update", obj, r.Store.Update) }
func (r *reflectorRun) Delete(obj interface{}) error { return r.do("delete", obj, r.Store.Delete) }
func (r *reflectorRun) Replace(items []interface{}, rv string) error {
	texts := []string{}
	for _, item := range items {
		texts = append(texts, reflectorText(item))
	}
	r.log("replace %q %s", rv, strings.Join(texts, " "))
	if err := r.failure("replace " + rv); err != nil {
		return err
	}
	return r.Store.Replace(items, rv)
}

type reflectorTracking struct{ *reflectorRun }

func (r reflectorTracking) UpdateResourceVersion(rv string) { r.log("rv %q", rv) }

func reflectorScript(random *rand.Rand) *reflectorCase {
	one := &reflectorCase{
		Mode: reflectorPick(random, "once", "run", "run", "run"), AnyType: random.Intn(4) == 0,
		TracksRV: random.Intn(2) == 0, Handler: reflectorPick(random, "default", "own"),
		Failing: []string{}, Lists: []reflectorList{}, Watches: []reflectorWatch{}, Log: []string{}, Keys: []string{}, Random: []float64{},
	}
	rv := 10
	next := func() string {
		rv += random.Intn(3)
		return fmt.Sprint(rv)
	}
	for _, name := range []string{"a", "b", "c", "d"} {
		if random.Intn(12) == 0 {
			one.Failing = append(one.Failing, name)
		}
	}
	for i, count := 0, random.Intn(7); i < count; i++ {
		list := reflectorList{RV: next(), Items: []string{}}
		for _, name := range []string{"a", "b", "c", "d"} {
			if random.Intn(2) == 0 {
				list.Items = append(list.Items, name+":"+next())
			}
		}
		if random.Intn(3) == 0 {
			list = reflectorList{Items: []string{}, Error: reflectorPick(random, "boom", "expired", "expired", "gone", "tooLarge", "tooLargeMessage", "timeout", "refused")}
		} else if random.Intn(15) == 0 {
			one.Failing = append(one.Failing, "replace "+list.RV)
		}
		if random.Intn(20) == 0 {
			list.RV = reflectorPick(random, "", "0")
		}
		one.Lists = append(one.Lists, list)
	}
	for i, count := 0, random.Intn(10); i < count; i++ {
		w := reflectorWatch{MS: []int{0, 0, 500, 999, 1000, 5000, 200000}[random.Intn(7)], Events: []string{}}
		if random.Intn(3) == 0 {
			w.Error = reflectorPick(random, "boom", "expired", "refused", "refused", "refused", "refusedWrapped", "timeout")
			one.Watches = append(one.Watches, w)
			continue
		}
		for j, count := 0, random.Intn(6); j < count; j++ {
			object := reflectorPick(random, "a", "b", "c", "d") + ":" + next()
			switch random.Intn(14) {
			case 0:
				object = "svc/" + object
			case 1:
				object = "status"
			case 2:
				object = reflectorPick(random, "a", "b") + ":"
			}
			w.Events = append(w.Events, reflectorPick(random, "ADDED", "MODIFIED", "DELETED", "BOOKMARK")+" "+object)
			if random.Intn(14) == 0 {
				w.Events = append(w.Events, "ERROR "+reflectorPick(random, "expired", "gone", "timeout"))
			}
		}
		one.Watches = append(one.Watches, w)
	}
	return one
}

// The clock stands still, except for the milliseconds that a watch takes and for backoffs, which are
// not jittered here. A list too many stops the reflector and gives no answer; a watch too many stops
// it and tells nothing.
func TestRecordReflectorListAndWatch(t *testing.T) {
	random := rand.New(rand.NewSource(31))
	cases := []*reflectorCase{}
	handlers := utilruntime.ErrorHandlers
	defer func() { utilruntime.ErrorHandlers = handlers }()
	for len(cases) < 260 {
		one := reflectorScript(random)
		start := time.Unix(1600000000, 0)
		fake := &reflectorClock{clock.NewFakeClock(start)}
		run := &reflectorRun{
			Store: NewStore(MetaNamespaceKeyFunc), one: one, clock: fake, start: start,
			stop: make(chan struct{}), lists: one.Lists, watches: one.Watches,
		}
		utilruntime.ErrorHandlers = []func(error){func(err error) {
			text := err.Error()
			if at := strings.Index(text, "watch event"); at >= 0 {
				text = text[:at]
			}
			run.log("handled %s", text)
		}}
		var store Store = run
		if one.TracksRV {
			store = reflectorTracking{run}
		}
		var expected interface{} = &v1.Pod{}
		if one.AnyType {
			expected = nil
		}
		r := NewNamedReflector("r", reflectorSource{run}, expected, store, 0)
		manager := func() wait.BackoffManager {
			return wait.NewExponentialBackoffManager(800*time.Millisecond, 30*time.Second, 2*time.Minute, 2.0, 0, fake)
		}
		r.clock, r.backoffManager, r.initConnBackoffManager = fake, manager(), manager()
		if one.Handler == "own" {
			r.watchErrorHandler = func(_ *Reflector, err error) { run.log("error %s", err) }
		}
		rand.Seed(int64(len(cases)))
		if one.Mode == "run" {
			r.Run(run.stop)
		} else if err := r.ListAndWatch(run.stop); err != nil {
			run.log("result %s", err)
		}
		rand.Seed(int64(len(cases)))
		for i := 0; i < run.calls; i++ {
			one.Random = append(one.Random, rand.Float64())
		}
		one.LastRV, one.Relist = r.LastSyncResourceVersion(), r.relistResourceVersion()
		one.Keys = append(one.Keys, run.ListKeys()...)
		sort.Strings(one.Keys)
		cases = append(cases, one)
	}
	reflectorWrite(t, "list-and-watch", "staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.ListAndWatch", cases)
}

type reflectorErrorCase struct {
	Reason  string   `json:"reason"`
	Causes  []string `json:"causes"`
	Wrapped bool     `json:"wrapped"`
	Plain   bool     `json:"plain"`
	Answer  bool     `json:"answer"`
}

// A cause is `type|message`. A plain error is none of the API; its message is the reason.
func reflectorErrors(answer func(error) bool) []reflectorErrorCase {
	cases := []reflectorErrorCase{}
	causes := []string{"ResourceVersionTooLarge|", "|Too large resource version", "|too large resource version", "FieldValueRequired|x", "|"}
	for _, reason := range []string{"", "Expired", "Gone", "Timeout", "ServerTimeout", "NotFound", "Conflict"} {
		for subset := 0; subset < 1<<len(causes); subset++ {
			for _, wrapped := range []bool{false, true} {
				one := reflectorErrorCase{Reason: reason, Causes: []string{}, Wrapped: wrapped}
				status := &apierrors.StatusError{ErrStatus: metav1.Status{Reason: metav1.StatusReason(reason), Details: &metav1.StatusDetails{}}}
				for i, cause := range causes {
					if subset&(1<<i) != 0 {
						one.Causes = append(one.Causes, cause)
						parts := strings.SplitN(cause, "|", 2)
						status.ErrStatus.Details.Causes = append(status.ErrStatus.Details.Causes, metav1.StatusCause{Type: metav1.CauseType(parts[0]), Message: parts[1]})
					}
				}
				var err error = status
				if wrapped {
					err = fmt.Errorf("around: %w", err)
				}
				one.Answer = answer(err)
				cases = append(cases, one)
			}
		}
		cases = append(cases, reflectorErrorCase{Reason: reason, Causes: []string{}, Plain: true, Answer: answer(errors.New(reason))})
	}
	return cases
}

func TestRecordReflectorErrors(t *testing.T) {
	const file = "staging/src/k8s.io/client-go/tools/cache/reflector.go#"
	reflectorWrite(t, "is-expired-error", file+"isExpiredError", reflectorErrors(isExpiredError))
	reflectorWrite(t, "is-too-large-resource-version-error", file+"isTooLargeResourceVersionError", reflectorErrors(isTooLargeResourceVersionError))
}
