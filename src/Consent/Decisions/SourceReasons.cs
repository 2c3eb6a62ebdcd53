namespace ZioExchange.Consent.Decisions;

/// <summary>What can be wrong with one value of a source's record: ZIO-3xxx. The rest of the record is shared, that value is not.</summary>
/// <remarks>A code that stands in no list is <see cref="FaultReasons.UnknownCode"/>, wherever it stands.</remarks>
public static class SourceReasons
{
    private const string Accuracy = "AVG art. 5 lid 1 (d)";

    public static Reason InvalidDate { get; } = new("INVALID_DATE", "ZIO-3001", "Een datum of tijd van de bron bestaat niet. Of hij is anders geschreven dan afgesproken.", "A date or time of the source does not exist, or is not written as agreed.", Accuracy);

    public static Reason InvalidBsn { get; } = new("INVALID_BSN", "ZIO-3002", "Het burgerservicenummer van de bron kan niet bestaan.", "The citizen service number of the source cannot exist.", Accuracy);

    public static Reason EndBeforeStart { get; } = new("END_BEFORE_START", "ZIO-3003", "Bij de bron ligt een einddatum voor de begindatum.", "In the source an end date lies before the start date.", Accuracy);

    public static Reason AmbiguousUnit { get; } = new("AMBIGUOUS_UNIT", "ZIO-3004", "De bron zegt niet duidelijk waarin iets geteld is.", "The source does not say clearly in which unit something is counted.", Accuracy);

    public static Reason RequiredMissing { get; } = new("REQUIRED_MISSING", "ZIO-3005", "In de gegevens van de bron ontbreekt iets wat verplicht is.", "The record of the source lacks something that is required.", Accuracy);

    public static Reason InvalidValue { get; } = new("INVALID_VALUE", "ZIO-3006", "Een waarde van de bron kan niet op deze plaats staan.", "A value of the source cannot stand in this place.", Accuracy);

    internal static Reason[] All { get; } = [InvalidDate, InvalidBsn, EndBeforeStart, AmbiguousUnit, RequiredMissing, InvalidValue];
}
