using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>All that one run over one document uses: made once, used for one document after the other, by one thread at a time.</summary>
internal sealed class MappingRun : IDisposable
{
    private readonly ResourceWriter _writer;
    private readonly FrameStack _frames;

    public MappingRun(MappingPlan plan, CategoryBits bits)
    {
        State = new RunState(plan, bits);
        _writer = new ResourceWriter(State);
        _frames = new FrameStack(new FrameEvaluator(State, _writer), plan.Tree.Contexts.Count);
        Document = new DocumentRun(State, _frames);
    }

    public CategoryBits Bits => State.Bits;

    public RunState State { get; }

    public DocumentRun Document { get; }

    public void Begin(RunSetting setting, IResourceSink sink)
    {
        State.Begin(setting);
        _writer.Begin(sink);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Nothing of a document stays behind. False when the buffers have grown too large to keep.</summary>
    public bool Forget()
    {
        State.Forget();
        return _writer.Forget() & _frames.Forget() & Document.Forget();
    }
}
