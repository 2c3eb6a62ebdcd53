using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Asks a source for what a permit names, within the deadline. Whatever goes wrong there is an answer, never an exception.</summary>
/// <remarks>A source that is slow or down fills its own compartment, not the broker: who comes after waits at most for the deadline, and not for ever in line.</remarks>
public sealed class SourceRoom(SourceFetchers fetchers, SourceCompartments compartments, BrokerSettings settings)
{
    /// <param name="decided">A decision that permits, with where and by which number to ask.</param>
    public async Task<Fetched> FetchAsync(ExchangePermit permit, SourceDecision decided, CancellationToken ct)
    {
        if (decided is not { Endpoint: { } endpoint, SourceKey: { } key })
        {
            return Fetched.Not(FaultReasons.SourceUnavailable);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(settings.SourceDeadline);
        try
        {
            using var place = await compartments.EnterAsync(decided.Source!.Id, deadline.Token);
            if (place is null)
            {
                return Fetched.Not(FaultReasons.SourceUnavailable);
            }

            return new Fetched(await fetchers.FetchAsync(permit, endpoint, key, deadline.Token).WaitAsync(deadline.Token), key, null);
        }
        catch (SourceFailureException failure)
        {
            return Fetched.Not(failure.Failure is SourceFailure.OtherChild ? FaultReasons.ChildMismatch : FaultReasons.SourceUnavailable);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ArgumentException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Fetched.Not(FaultReasons.SourceUnavailable);
        }
    }
}
