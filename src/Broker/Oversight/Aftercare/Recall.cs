using ZioExchange.Broker.Oversight.Storage;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>A wrong delivery, and what its recipient did about it.</summary>
/// <param name="Kind">OTHER_CHILD or WRONG_ORGANISATION.</param>
/// <param name="Due">Last Dutch day for the answer: AVG art. 19 says without delay, here the next working day.</param>
/// <param name="State">ASKED, ERASED or KEPT (with reasons).</param>
public sealed record Recall(
    string Id, string Source, string Recipient, string Child, long Entry, string Kind, string Note, DateTimeOffset AskedAt, DateOnly Due, string State, string? Answer, DateTimeOffset? AnsweredAt)
{
    public static IReadOnlyList<string> Kinds { get; } = ["OTHER_CHILD", "WRONG_ORGANISATION"];

    public bool Open => State == "ASKED";

    internal static Recall Of(RecallRow row) => new(
        row.Id, row.Organisation, row.Recipient, row.Child, row.Entry, row.Kind, row.Note, new DateTimeOffset(row.AskedAt, TimeSpan.Zero),
        DutchTime.Day(row.Due), row.State, row.Answer,
        row.AnsweredAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);
}
