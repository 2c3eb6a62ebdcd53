using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>Consents as FHIR, shaped after IHE PCF, for the source that asked for them. A recipient sees none: that somebody said yes or no is between family and source.</summary>
internal sealed class ConsentSlice(FhirTypes types, GrantBook grants, ChildRegister register, PartnerDirectory directory, Issuer issuer, TimeProvider clock)
{
    private const string StateSystem = "http://hl7.org/fhir/consent-state-codes";

    private static readonly string[] States = ["active", "inactive", "rejected"];

    /// <returns>Null when there is none, or it is another party's.</returns>
    public async Task<(FhirObject Resource, string Version)?> ReadAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (await grants.FindAsync(id, ct) is not { } grant || grant.Source != caller.Organisation.Value)
        {
            return null;
        }

        var history = (await grants.OfChildAsync(new ChildReference(grant.ChildId), ct)).Single(each => each.Grant.Id == id).Events;
        return (await WriteAsync(caller, grant, history, ct), Version(history));
    }

    /// <returns>Null with faults in the search.</returns>
    public async Task<FhirObject?> SearchAsync(Caller caller, FhirSearch search, CancellationToken ct)
    {
        var count = search.Only("patient.identifier", "status").Count();
        var wanted = search.Codes("status", StateSystem, States);
        var (child, last) = search.After is { } after ? await LastAsync(caller, search, after, ct) : (await NamedAsync(caller, search, ct), null);
        if (search.Faults.Count > 0)
        {
            return null;
        }

        var own = child is { } known ? (await grants.OfChildAsync(known, ct)).Where(each => each.Grant.Source == caller.Organisation.Value && wanted?.Contains(StateOf(each.Grant, each.Events)) is not false).ToList() : [];
        var left = own.Where(each => last is null || Place(each.Grant).CompareTo(Place(last)) > 0).OrderBy(each => Place(each.Grant)).ToList();
        var found = new List<(string Url, FhirObject Resource)>();
        foreach (var (grant, history) in left.Take(count))
        {
            found.Add((issuer.At($"/fhir/Consent/{grant.Id:D}"), await WriteAsync(caller, grant, history, ct)));
        }

        // The link names a Consent, not the child: a number of a person stands in no URL.
        var next = left.Count > count
            ? issuer.At("/fhir/Consent") + PageLink.Write(left[count - 1].Grant.Id.ToString("D"), [new("status", wanted is null ? null : string.Join(',', wanted)), new("_count", count.ToString(CultureInfo.InvariantCulture))])
            : null;
        return SearchBundle.Of(types, issuer.At("/fhir/Consent/_search"), next, found, own.Count, search.Ignored);
    }

    private async Task<ChildReference?> NamedAsync(Caller caller, FhirSearch search, CancellationToken ct) =>
        search.Token("patient.identifier") is { } number && search.Faults.Count == 0 ? await register.FindAsync(caller.Organisation, caller.Party, number.System, number.Value, ct) : null;

    /// <summary>Where a page ended; a fault when it is no Consent of the caller's, or the caller has no number for the child any more: a link finds no child that a search would not.</summary>
    private async Task<(ChildReference? Child, GrantRow? Last)> LastAsync(Caller caller, FhirSearch search, string after, CancellationToken ct)
    {
        if (Guid.TryParseExact(after, "D", out var id) && await grants.FindAsync(id, ct) is { } grant && grant.Source == caller.Organisation.Value
            && await register.CanNameAsync(new ChildReference(grant.ChildId), caller.Organisation, caller.Party, ct))
        {
            return (new ChildReference(grant.ChildId), grant);
        }

        search.Wrong(PageLink.Parameter, "That of a next link.");
        return (null, null);
    }

    /// <summary>The order of the pages: it never changes for a grant.</summary>
    private static (DateTimeOffset, Guid) Place(GrantRow grant) => (grant.GivenAt, grant.Id);

    private static string Version(IReadOnlyList<GrantEventRow> history) => (history.Count + 1).ToString(CultureInfo.InvariantCulture);

    private string StateOf(GrantRow grant, IReadOnlyList<GrantEventRow> history) => history.Any(happened => happened.Type == "REFUSED") ? States[2]
        : Standing(grant, history).Count == 0 || grant.ValidUntil < DutchCalendar.DayOf(clock.GetUtcNow()) ? States[1] : States[0];

    /// <summary>Recipients for whom it was not withdrawn whole.</summary>
    private static List<string> Standing(GrantRow grant, IReadOnlyList<GrantEventRow> history) =>
        [.. GrantReader.Body(grant).Recipients.Where(recipient => !history.Any(happened => happened.Type == "WITHDRAWN" && happened.Categories.Length == 0 && happened.Concerns(recipient)))];

    private async Task<FhirObject> WriteAsync(Caller caller, GrantRow grant, IReadOnlyList<GrantEventRow> history, CancellationToken ct)
    {
        var body = GrantReader.Body(grant);
        // A category that was withdrawn for one recipient is left out for all: what this resource says is never more than what is allowed.
        var stopped = history.Where(happened => happened.Type == "WITHDRAWN").SelectMany(happened => happened.Categories.Split(' ')).ToHashSet(StringComparer.Ordinal);
        var consent = types.New("Consent").Put("id", grant.Id.ToString("D"));
        consent.Child("meta").Put("versionId", Version(history)).Put("lastUpdated", Instant(history.Count > 0 ? history.Max(happened => happened.At) : grant.RecordedAt));
        consent.Put("status", StateOf(grant, history));
        Code(consent.Child("scope"), "http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy");
        Code(consent.Child("category"), "http://loinc.org", "59284-0");
        if (await register.SourceKeyAsync(new ChildReference(grant.ChildId), caller.Organisation, caller.Party, ct) is { } number)
        {
            consent.Child("patient").Child("identifier").Put("system", number.System).Put("value", number.Reveal());
        }

        consent.Put("dateTime", Instant(grant.GivenAt));
        consent.Child("performer").Child("identifier").Put("system", Systems.Root + "persoon").Put("value", grant.GrantedBy);
        await ReferAsync(consent.Child("organization"), grant.Source, ct);
        Code(consent.Child("policyRule"), "http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN");
        var provision = consent.Child("provision").Put("type", "permit");
        provision.Child("period").Put("start", Day(grant.ValidFrom ?? DutchCalendar.DayOf(grant.GivenAt))).Put("end", Day(grant.ValidUntil));
        foreach (var recipient in Standing(grant, history) is { Count: > 0 } standing ? standing : [.. body.Recipients])
        {
            var actor = provision.Child("actor");
            Code(actor.Child("role"), "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
            await ReferAsync(actor.Child("reference"), recipient, ct);
        }

        foreach (var category in body.Categories.Where(category => !stopped.Contains(category)))
        {
            provision.Child("securityLabel").Put("system", FhirSystems.DataCategory).Put("code", category);
        }

        provision.Child("purpose").Put("system", FhirSystems.Base + "/CodeSystem/purpose").Put("code", grant.Purpose);
        return consent;
    }

    private async Task ReferAsync(FhirObject reference, string organisation, CancellationToken ct)
    {
        if (await directory.FindOrganisationAsync(new OrganisationId(organisation), ct) is { Identifiers: [var number, ..] } found)
        {
            reference.Child("identifier").Put("system", number.System).Put("value", number.Value);
            reference.Put("display", found.Name);
        }
        else
        {
            reference.Put("display", "Organisatie die niet meer meedoet");
        }
    }

    private static void Code(FhirObject concept, string system, string code) => concept.Child("coding").Put("system", system).Put("code", code);

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
