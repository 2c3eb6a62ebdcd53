using System.Collections.Concurrent;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What runs of one table need, kept from run to run. A run that ended in a refusal keeps its own.</summary>
internal sealed class RunPool
{
    /// <summary>More than run at once on a large machine are not kept.</summary>
    private const int Most = 32;

    private readonly ConcurrentBag<MappingRun> _free = [];

    public MappingRun Rent(MappingPlan plan, CategoryBits bits) => _free.TryTake(out var run) && run.Bits == bits ? run : new MappingRun(plan, bits);

    /// <summary>Takes a run back after it has forgotten its document, unless that was so large that it is better let go.</summary>
    public void Return(MappingRun run)
    {
        if (_free.Count < Most && run.Forget())
        {
            _free.Add(run);
        }
        else
        {
            run.Dispose();
        }
    }
}
