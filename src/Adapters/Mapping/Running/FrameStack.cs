using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The open contexts. A closed one runs at once, or waits for an element above it that holds values it needs.</summary>
internal sealed class FrameStack(FrameEvaluator evaluator, int contexts)
{
    /// <summary>More frames of one context than this are not kept for the next document.</summary>
    private const int MostKept = 64;

    private readonly Stack<Frame>?[] _free = new Stack<Frame>?[contexts];

    public Frame? Current { get; private set; }

    public void Open(ContextPlan plan, int ordinal, SiblingCount? siblings)
    {
        if (_free[plan.Index] is not { } free || !free.TryPop(out var frame))
        {
            frame = new Frame();
        }

        frame.Open(plan, Current, ordinal, siblings);
        Current = frame;
    }

    public void Close()
    {
        var frame = Current!;
        Current = frame.Parent;

        // Whose parent waits, waits too: resources and entries keep the order of the document.
        if ((Deepest(frame) ?? frame.Parent?.WaitsFor) is not { } waitsFor)
        {
            Run(frame);
            return;
        }

        waitsFor.Waiting.Add(frame);

        // What stands between takes entries from this frame, so it waits too.
        for (var between = frame.Parent!; between != waitsFor; between = between.Parent!)
        {
            between.WaitsFor = Shallower(between.WaitsFor, waitsFor);
        }

        foreach (var up in frame.Plan.OuterInstances)
        {
            WaitFurther(waitsFor, frame.Up(up));
        }

        foreach (var slot in frame.Plan.OuterSlots)
        {
            var owner = frame.Up(slot.Up);
            if (!owner.Resolved[slot.Slot])
            {
                WaitFurther(waitsFor, owner);
            }
        }
    }

    /// <summary>False when more is kept than the next document is likely to need.</summary>
    public bool Forget()
    {
        Current = null;
        evaluator.Forget();
        return Array.TrueForAll(_free, free => free is null or { Count: <= MostKept });
    }

    private void Run(Frame frame)
    {
        evaluator.RunRows(frame);
        foreach (var waiting in frame.Waiting)
        {
            Run(waiting);
        }

        evaluator.Write(frame);
        var index = frame.Plan.Index;
        if (frame.Forget())
        {
            (_free[index] ??= new()).Push(frame);
        }
    }

    /// <summary>The nearest frame above that this one must wait for.</summary>
    private static Frame? Deepest(Frame frame)
    {
        var deepest = frame.WaitsFor;
        if (frame.Plan.OuterSlots.Count == 0 && frame.Plan.OuterInstances.Count == 0)
        {
            return deepest;
        }

        foreach (var up in frame.Plan.OuterInstances)
        {
            deepest = Deeper(deepest, frame.Up(up));
        }

        foreach (var slot in frame.Plan.OuterSlots)
        {
            var owner = frame.Up(slot.Up);
            deepest = owner.Resolved[slot.Slot] ? deepest : Deeper(deepest, owner);
        }

        return deepest;
    }

    /// <summary>A frame that needs something further up than where it waits makes all between wait for that.</summary>
    private static void WaitFurther(Frame waitsFor, Frame above)
    {
        for (var between = waitsFor; above.Plan.Depth < waitsFor.Plan.Depth && between != above; between = between.Parent!)
        {
            between.WaitsFor = Shallower(between.WaitsFor, above);
        }
    }

    private static Frame Deeper(Frame? one, Frame other) => one is null || other.Plan.Depth > one.Plan.Depth ? other : one;

    private static Frame Shallower(Frame? one, Frame other) => one is null || other.Plan.Depth < one.Plan.Depth ? other : one;
}
