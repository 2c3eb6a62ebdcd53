using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Consents;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Rights;

namespace ZioExchange.Broker.Oversight;

/// <summary>What must be done by when, over all the work of oversight, first things first.</summary>
public sealed class Deadlines(IncidentBook incidents, RecallBook recalls, ConsentQuality consents)
{
    private const int Shown = 10;

    /// <param name="reviews">Those that are open, as they were read already; <paramref name="requests"/> likewise.</param>
    public async Task<IReadOnlyList<Deadline>> NextAsync(OfficerSession officer, IReadOnlyList<Review> reviews, IReadOnlyList<RightsRequest> requests, CancellationToken ct)
    {
        IEnumerable<(string Kind, DateOnly Due)> all =
        [
            .. reviews.Select(review => ("REVIEW", review.Due)),
            .. requests.Where(request => request.Open).Select(request => ("RIGHTS", request.Due)),
            .. (await incidents.ListAsync(officer, ct)).Where(incident => incident.Decision is null).Select(incident => ("INCIDENT", DutchTime.DayOf(incident.ReportBy))),
            .. (await recalls.ListAsync(officer, ct)).Where(recall => recall.Open).Select(recall => ("RECALL", recall.Due)),
            .. (await consents.LapsingAsync(officer, ct)).Select(agreement => ("AGREEMENT", agreement.ValidUntil)),
        ];
        return [.. all.GroupBy(each => each).Select(same => new Deadline(same.Key.Kind, same.Key.Due, same.Count())).OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind, StringComparer.Ordinal).Take(Shown)];
    }
}
