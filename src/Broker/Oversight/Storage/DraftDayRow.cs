namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_draft_days. What a draft changes on one day: codes, counts and numbers of entries.</summary>
internal sealed class DraftDayRow
{
    public required string Run { get; set; }

    public required string Day { get; set; }

    public required string Body { get; set; }
}
