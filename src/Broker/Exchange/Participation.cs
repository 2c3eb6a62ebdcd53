using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>What the directory has to say before any family has: who may ask in this role, and whether both ends take part in the row.</summary>
/// <remarks>None of it depends on the child.</remarks>
public sealed class Participation(Policy policy)
{
    /// <summary>Whether the token is not limited to something else (RFC 9396).</summary>
    public static bool IsWithinToken(Caller caller, Purpose purpose, IReadOnlyList<DataCategory> categories) =>
        caller.Narrowing?.Allows(purpose.Code) is not false && categories.All(category => caller.Narrowing?.AllowsCategory(category.Code) is not false);

    /// <summary>The categories that a question is about: those that it names; of one that names none, those that the token is limited to.</summary>
    /// <returns>None for all of the row.</returns>
    public static IReadOnlyList<DataCategory> Categories(Caller caller, IReadOnlyList<DataCategory> named) =>
        named.Count > 0 || caller.Narrowing is null ? named : [.. caller.Narrowing.Categories.Select(code => new DataCategory(code))];

    /// <summary>Whether the asker acceded to the row on this day, and whether it is one that can be pulled.</summary>
    /// <returns>Null when nothing stands in the way.</returns>
    public Reason? RefusalOfAsker(DirectoryView directory, DecisionRequest request, Decision decision, DateTimeOffset at) =>
        RowOf(request, decision) is not { } row ? null
        : !directory.Acceded(request.Organisation, row.Id, DutchCalendar.DayOf(at)) ? RequestReasons.NotAcceded
        : row.Delivery is Delivery.Push ? RequestReasons.PushOnly : null;

    /// <summary>Whether the source acceded to the row on this day.</summary>
    /// <returns>Null when nothing stands in the way.</returns>
    public Reason? RefusalOfSource(DirectoryView directory, DecisionRequest request, Decision decision, DateTimeOffset at) =>
        RowOf(request, decision) is { } row && !directory.Acceded(request.Source, row.Id, DutchCalendar.DayOf(at)) ? RequestReasons.NotAcceded : null;

    /// <summary>The rows in force for this purpose between these kinds of parties, whatever the role: a matter of the request alone.</summary>
    /// <param name="source">Null for any.</param>
    public IEnumerable<PolicyRow> RowsFor(Purpose purpose, PartyType asker, PartyType? source) =>
        policy.RowsFor(purpose).Where(row => row.InForce && Speaks(row.RequestingParty, asker) && (source is not { } of || Speaks(row.SourceParty, of)));

    // A refusal about the child may come before its row is named; the row is a matter of the request all the same.
    private PolicyRow? RowOf(DecisionRequest request, Decision decision) => decision.Row is { } id
        ? policy.FindRow(id)
        : policy.RowsFor(request.Purpose).FirstOrDefault(row => row.InForce && row.Roles.Contains(request.Role.Code) && Speaks(row.RequestingParty, request.Party) && Speaks(row.SourceParty, request.SourceParty));

    // As an end of an exchange an institution counts as a school, and the old school is one (law/RULES.md 2a).
    private static bool Speaks(string party, PartyType of) =>
        party == Policy.Any || party == of.Code || (of.Code is "SCHOOL" or "INSTELLING" && party is "SCHOOL" or "SCHOOL_OUD" or "INSTELLING_C12");
}
