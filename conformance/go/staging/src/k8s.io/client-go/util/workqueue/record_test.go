// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package workqueue

import (
	"bytes"
	"container/heap"
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
	"k8s.io/apimachinery/pkg/util/clock"
)

const (
	recordFolder = "staging/src/k8s.io/client-go/util/workqueue/"
	recordRate   = "vendor/golang.org/x/time/rate/rate.go"
)

// recordWrite writes the cases of one function to <VECTORS_OUT>/<name>.json, a case a line.
func recordWrite(t *testing.T, name, symbol string, cases []interface{}) {
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
		text.WriteString("  ")
		text.Write(data)
		if i < len(cases)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString(" ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recordState is what a queue holds. Items are single letters, written one after the other; those
// of a set are sorted.
type recordState struct {
	Len          int    `json:"len"`
	Queue        string `json:"queue"`
	Dirty        string `json:"dirty"`
	Processing   string `json:"processing"`
	ShuttingDown bool   `json:"shuttingDown"`
}

func recordStateOf(q *Type) recordState {
	letters := func(s set) string {
		var items []string
		for item := range s {
			items = append(items, item.(string))
		}
		sort.Strings(items)
		return strings.Join(items, "")
	}
	state := recordState{Len: q.Len(), ShuttingDown: q.ShuttingDown()}
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for _, item := range q.queue {
		state.Queue += item.(string)
	}
	state.Dirty, state.Processing = letters(q.dirty), letters(q.processing)
	return state
}

// recordStep is a call and what it led to. Milliseconds is how long AddAfter waits or the clock
// moves on; Requeues what NumRequeues says of the item.
type recordStep struct {
	Do           string   `json:"do"`
	Item         string   `json:"item,omitempty"`
	Milliseconds *float64 `json:"ms,omitempty"`
	Got          *string  `json:"got,omitempty"`
	Shutdown     bool     `json:"shutdown,omitempty"`
	Requeues     *int     `json:"requeues,omitempty"`
	recordState
}

func recordGet(q Interface, step *recordStep) {
	item, shutdown := q.Get()
	step.Shutdown = shutdown
	if item != nil {
		letter := item.(string)
		step.Got = &letter
	}
}

func recordItem(random *rand.Rand, count int) string {
	return string(rune('a' + random.Intn(count)))
}

func recordNewType() *Type {
	c := clock.NewFakeClock(time.Unix(0, 0))
	return newQueue(c, globalMetricsFactory.newQueueMetrics("", c), time.Hour)
}

func TestRecordType(t *testing.T) {
	random := rand.New(rand.NewSource(21))
	var cases []interface{}
	for len(cases) < 140 {
		q := recordNewType()
		items, length := 1+random.Intn(5), 1+random.Intn(30)
		var steps []recordStep
		for len(steps) < length {
			step := recordStep{}
			switch chance := random.Intn(100); {
			case chance < 40:
				step.Do, step.Item = "add", recordItem(random, items)
				q.Add(step.Item)
			case chance < 70:
				if q.Len() == 0 && !q.ShuttingDown() {
					continue // It would wait for ever.
				}
				step.Do = "get"
				recordGet(q, &step)
			case chance < 97:
				// Now and then of an item that nobody works on.
				step.Do, step.Item = "done", recordItem(random, items)
				if processing := recordStateOf(q).Processing; processing != "" && random.Intn(8) > 0 {
					at := random.Intn(len(processing))
					step.Item = processing[at : at+1]
				}
				q.Done(step.Item)
			default:
				step.Do = "shutDown"
				q.ShutDown()
			}
			step.recordState = recordStateOf(q)
			steps = append(steps, step)
		}
		q.ShutDown()
		cases = append(cases, steps)
	}
	recordWrite(t, "work-queue", recordFolder+"queue.go#Type", cases)
}

// recordLimiter says how a limiter is made. Durations are nanoseconds.
type recordLimiter struct {
	Kind            string        `json:"kind"`
	BaseDelay       time.Duration `json:"baseDelay,omitempty"`
	MaxDelay        time.Duration `json:"maxDelay,omitempty"`
	FastDelay       time.Duration `json:"fastDelay,omitempty"`
	SlowDelay       time.Duration `json:"slowDelay,omitempty"`
	MaxFastAttempts int           `json:"maxFastAttempts,omitempty"`
}

func (l recordLimiter) make() RateLimiter {
	if l.Kind == "exponential" {
		return NewItemExponentialFailureRateLimiter(l.BaseDelay, l.MaxDelay)
	}
	return NewItemFastSlowRateLimiter(l.FastDelay, l.SlowDelay, l.MaxFastAttempts)
}

// recordLimiterStep calls When as many times as it says; Is is the last answer, and Requeues what
// NumRequeues says then.
type recordLimiterStep struct {
	Do       string         `json:"do"`
	Item     string         `json:"item"`
	Times    int            `json:"times,omitempty"`
	Is       *time.Duration `json:"is,omitempty"`
	Requeues int            `json:"requeues"`
}

type recordLimiterCase struct {
	Limiters []recordLimiter     `json:"limiters"`
	Steps    []recordLimiterStep `json:"steps"`
}

func recordLimiterSteps(random *rand.Rand, limiter RateLimiter) []recordLimiterStep {
	steps := []recordLimiterStep{}
	items, length := 1+random.Intn(3), 1+random.Intn(14)
	for len(steps) < length {
		step := recordLimiterStep{Do: "when", Item: recordItem(random, items)}
		switch random.Intn(8) {
		case 0:
			step.Do = "forget"
			limiter.Forget(step.Item)
		case 1:
			step.Do = "numRequeues"
		default:
			step.Times = []int{1, 1, 1, 1, 1, 2, 7, 20, 31, 60, 1100}[random.Intn(11)]
			var is time.Duration
			for i := 0; i < step.Times; i++ {
				is = limiter.When(step.Item)
			}
			step.Is = &is
		}
		step.Requeues = limiter.NumRequeues(step.Item)
		steps = append(steps, step)
	}
	return steps
}

func recordDuration(random *rand.Rand) time.Duration {
	switch random.Intn(10) {
	case 0:
		return 0
	case 1:
		return time.Duration(1) << uint(random.Intn(40))
	case 2:
		return -time.Duration(random.Intn(2000)) * time.Millisecond
	case 3:
		return time.Duration(random.Intn(1000)) * time.Hour
	case 4, 5:
		return time.Duration(random.Int63n(1e12))
	default:
		return time.Duration(random.Intn(5000)) * time.Millisecond
	}
}

func recordRandomLimiter(random *rand.Rand, kind string) recordLimiter {
	if kind == "exponential" {
		l := recordLimiter{Kind: kind, BaseDelay: recordDuration(random), MaxDelay: recordDuration(random)}
		if random.Intn(3) == 0 {
			l.MaxDelay = []time.Duration{1000 * time.Second, math.MaxInt64, 1 << 62}[random.Intn(3)]
		}
		return l
	}
	return recordLimiter{Kind: kind, FastDelay: recordDuration(random), SlowDelay: recordDuration(random), MaxFastAttempts: random.Intn(9) - 1}
}

func TestRecordItemExponentialFailureRateLimiter(t *testing.T) {
	random := rand.New(rand.NewSource(22))
	var cases []interface{}
	// 1 nanosecond times 2^63 is just too much for 64 bits; 0 times 2^1024 is not a number.
	for _, base := range []time.Duration{1, 2, 1 << 30, 0, -1, 5 * time.Millisecond, 3} {
		l := recordLimiter{Kind: "exponential", BaseDelay: base, MaxDelay: 1000 * time.Second}
		if base < 5 {
			l.MaxDelay = math.MaxInt64
		}
		limiter := l.make()
		var steps []recordLimiterStep
		for i := 0; i < 70; i++ {
			is := limiter.When("a")
			steps = append(steps, recordLimiterStep{Do: "when", Item: "a", Times: 1, Is: &is, Requeues: limiter.NumRequeues("a")})
		}
		cases = append(cases, recordLimiterCase{[]recordLimiter{l}, steps})
	}
	for len(cases) < 210 {
		l := recordRandomLimiter(random, "exponential")
		cases = append(cases, recordLimiterCase{[]recordLimiter{l}, recordLimiterSteps(random, l.make())})
	}
	recordWrite(t, "item-exponential-failure-rate-limiter", recordFolder+"default_rate_limiters.go#ItemExponentialFailureRateLimiter", cases)
}

func TestRecordItemFastSlowRateLimiter(t *testing.T) {
	random := rand.New(rand.NewSource(23))
	var cases []interface{}
	for len(cases) < 200 {
		l := recordRandomLimiter(random, "fastSlow")
		cases = append(cases, recordLimiterCase{[]recordLimiter{l}, recordLimiterSteps(random, l.make())})
	}
	recordWrite(t, "item-fast-slow-rate-limiter", recordFolder+"default_rate_limiters.go#ItemFastSlowRateLimiter", cases)
}

func TestRecordMaxOfRateLimiter(t *testing.T) {
	random := rand.New(rand.NewSource(24))
	var cases []interface{}
	for len(cases) < 200 {
		one := recordLimiterCase{Limiters: []recordLimiter{}}
		var limiters []RateLimiter
		for i := random.Intn(4); i > 0; i-- {
			l := recordRandomLimiter(random, []string{"exponential", "fastSlow"}[random.Intn(2)])
			one.Limiters = append(one.Limiters, l)
			limiters = append(limiters, l.make())
		}
		one.Steps = recordLimiterSteps(random, NewMaxOfRateLimiter(limiters...))
		cases = append(cases, one)
	}
	recordWrite(t, "max-of-rate-limiter", recordFolder+"default_rate_limiters.go#MaxOfRateLimiter", cases)
}

// recordReserve is a ReserveN at a time in nanoseconds, and its Delay at that time.
type recordReserve struct {
	At    int64         `json:"at"`
	N     int           `json:"n"`
	OK    bool          `json:"ok"`
	Delay time.Duration `json:"delay"`
}

type recordBucket struct {
	Limit float64         `json:"limit"`
	Burst int             `json:"burst"`
	Steps []recordReserve `json:"steps"`
}

// When of a BucketRateLimiter reads the real clock; what it calls, with a time, does not.
func TestRecordLimiter(t *testing.T) {
	random := rand.New(rand.NewSource(25))
	var cases []interface{}
	limits := []float64{10, 10, 1, 0, 0.001, 1e-12, 1e6, float64(rate.Inf), 1.0 / 3, 7.7}
	for len(cases) < 200 {
		one := recordBucket{Limit: limits[len(cases)%len(limits)], Burst: []int{100, 1, 0, 3, 10, -1}[random.Intn(6)]}
		if random.Intn(3) == 0 {
			one.Limit = random.Float64() * 50
		}
		limiter := rate.NewLimiter(rate.Limit(one.Limit), one.Burst)
		at := random.Int63n(1e12)
		for i := 4 + random.Intn(14); i > 0; i-- {
			switch random.Intn(8) {
			case 0:
				at += random.Int63n(1e12)
			case 1, 2:
				at += random.Int63n(1e9)
			case 3:
				at += random.Int63n(4)
			case 4, 5:
				at -= random.Int63n(3e9)
			}
			n := 1
			if random.Intn(3) == 0 {
				n = random.Intn(6)
			}
			now := time.Unix(0, at)
			r := limiter.ReserveN(now, n)
			one.Steps = append(one.Steps, recordReserve{at, n, r.OK(), r.DelayFrom(now)})
		}
		cases = append(cases, one)
	}
	recordWrite(t, "rate-limiter-bucket", recordRate+"#Limiter.ReserveN", cases)
}

// recordKnown names a map of the package's type t, which the parameter of a test hides.
type recordKnown = map[t]*waitFor

// recordWaiting is an insert, or a pop of the heap when it has no item; Heap is what waits then.
type recordWaiting struct {
	Insert string   `json:"insert,omitempty"`
	Pop    string   `json:"pop,omitempty"`
	At     int64    `json:"at"`
	Heap   []string `json:"heap"`
}

func TestRecordInsert(t *testing.T) {
	random := rand.New(rand.NewSource(26))
	var cases []interface{}
	for len(cases) < 200 {
		q, known := &waitForPriorityQueue{}, recordKnown{}
		items, span := 1+random.Intn(12), 1+random.Int63n(20)
		var steps []recordWaiting
		for i := 1 + random.Intn(20); i > 0; i-- {
			step := recordWaiting{Heap: []string{}}
			if q.Len() > 0 && random.Intn(4) == 0 {
				entry := heap.Pop(q).(*waitFor)
				delete(known, entry.data)
				step.Pop, step.At = entry.data.(string), entry.readyAt.UnixNano()
			} else {
				step.Insert, step.At = recordItem(random, items), random.Int63n(span)
				insert(q, known, &waitFor{data: step.Insert, readyAt: time.Unix(0, step.At)})
			}
			for at, entry := range *q {
				if entry.index != at {
					t.Fatalf("%v is at %d", entry, at)
				}
				step.Heap = append(step.Heap, fmt.Sprintf("%s%d", entry.data, entry.readyAt.UnixNano()))
			}
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	recordWrite(t, "delaying-queue-insert", recordFolder+"delaying_queue.go#insert", cases)
}

// recordSettled waits until no waiting loop has anything to do: each is blocked in its select, or
// has ended. What a step sends to a loop makes it runnable before the step returns.
func recordSettled() {
	stacks := make([]byte, 4<<20)
	for {
		settled := true
		all := string(stacks[:runtime.Stack(stacks, true)])
		for _, goroutine := range strings.Split(all, "\n\n") {
			if strings.Contains(goroutine, "(*delayingType).waitingLoop(") && !strings.Contains(goroutine, " [select") {
				settled = false
			}
		}
		if settled {
			return
		}
		time.Sleep(20 * time.Microsecond)
	}
}

func recordDelaying(random *rand.Rand, limiter RateLimiter) []recordStep {
	c := clock.NewFakeClock(time.Unix(0, 0))
	inner := newQueue(c, globalMetricsFactory.newQueueMetrics("", c), time.Hour)
	delaying := newDelayingQueue(c, inner, "")
	q := &rateLimitingType{DelayingInterface: delaying, rateLimiter: limiter}
	recordSettled()
	items, length := 1+random.Intn(5), 1+random.Intn(22)
	steps := []recordStep{}
	for len(steps) < length {
		step := recordStep{Item: recordItem(random, items)}
		milliseconds := float64(random.Intn(12))
		switch random.Intn(20) {
		case 0:
			milliseconds = -3
		case 1, 2:
			milliseconds += 0.25
		case 3:
			milliseconds *= 1500
		}
		duration := time.Duration(milliseconds * float64(time.Millisecond))
		switch chance := random.Intn(100); {
		case chance < 35 && limiter != nil:
			step.Do = "addRateLimited"
			q.AddRateLimited(step.Item)
		case chance < 42 && limiter != nil:
			step.Do = "forget"
			q.Forget(step.Item)
		case chance < 42:
			step.Do, step.Milliseconds = "addAfter", &milliseconds
			q.AddAfter(step.Item, duration)
		case chance < 48:
			step.Do = "add"
			q.Add(step.Item)
		case chance < 66:
			if q.Len() == 0 && !q.ShuttingDown() {
				continue // It would wait for ever.
			}
			step.Do, step.Item = "get", ""
			recordGet(q, &step)
		case chance < 78:
			step.Do = "done"
			if processing := recordStateOf(inner).Processing; processing != "" {
				step.Item = processing[:1]
			}
			q.Done(step.Item)
		case chance < 98:
			if milliseconds < 0 {
				continue // Clocks go forward.
			}
			step.Do, step.Item, step.Milliseconds = "step", "", &milliseconds
			c.Step(duration)
		default:
			step.Do, step.Item = "shutDown", ""
			q.ShutDown()
		}
		recordSettled()
		if limiter != nil && step.Item != "" {
			requeues := q.NumRequeues(step.Item)
			step.Requeues = &requeues
		}
		step.recordState = recordStateOf(inner)
		steps = append(steps, step)
	}
	q.ShutDown()
	recordSettled()
	return steps
}

func TestRecordDelayingType(t *testing.T) {
	random := rand.New(rand.NewSource(27))
	var cases []interface{}
	for len(cases) < 140 {
		cases = append(cases, recordDelaying(random, nil))
	}
	recordWrite(t, "delaying-queue", recordFolder+"delaying_queue.go#delayingType", cases)
}

// The limiter begins at 1 millisecond and ends at 5 seconds.
func TestRecordRateLimitingType(t *testing.T) {
	random := rand.New(rand.NewSource(28))
	var cases []interface{}
	for len(cases) < 140 {
		cases = append(cases, recordDelaying(random, NewItemExponentialFailureRateLimiter(time.Millisecond, 5*time.Second)))
	}
	recordWrite(t, "rate-limiting-queue", recordFolder+"rate_limiting_queue.go#rateLimitingType", cases)
}
