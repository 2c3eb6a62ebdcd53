using System.Collections.Concurrent;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Bulkheads: at most so many questions at one source at a time, and so many in line. One slow source cannot take what the others need.</summary>
/// <remarks>Per node. Who finds the line full gets its answer ("not available") at once instead of after the deadline.</remarks>
public sealed class SourceCompartments(int atOnce = SourceCompartments.DefaultAtOnce, int inLine = SourceCompartments.DefaultInLine)
{
    public const int DefaultAtOnce = 64;
    public const int DefaultInLine = 128;
    private readonly ConcurrentDictionary<OrganisationId, Compartment> _compartments = new();

    /// <returns>A place to dispose when done; null when the line is full.</returns>
    /// <exception cref="OperationCanceledException">No place came free in time.</exception>
    public async ValueTask<IDisposable?> EnterAsync(OrganisationId source, CancellationToken ct)
    {
        var compartment = _compartments.GetOrAdd(source, _ => new Compartment(atOnce));
        if (compartment.Places.Wait(0, ct))
        {
            return compartment;
        }

        if (Interlocked.Increment(ref compartment.Waiting) > inLine)
        {
            Interlocked.Decrement(ref compartment.Waiting);
            return null;
        }

        try
        {
            await compartment.Places.WaitAsync(ct);
            return compartment;
        }
        finally
        {
            Interlocked.Decrement(ref compartment.Waiting);
        }
    }

    private sealed class Compartment(int places) : IDisposable
    {
        public int Waiting;

        public SemaphoreSlim Places { get; } = new(places, places);

        // Disposing gives one place back; the compartment itself stays.
        public void Dispose() => Places.Release();
    }
}
