using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Reads the Parameters of <c>$kind-dossier</c>: shape first (400), then every code against the policy and every source against the directory (422).</summary>
public sealed class QuestionReader(FhirTypes types, Policy policy, PartnerDirectory directory)
{
    private const string CodeSystem = "https://zioexchange.nl/fhir/CodeSystem/";
    private static readonly FhirLimits Limits = new(MaxBytes: 1024 * 1024, MaxDepth: 16, MaxIssues: 20);

    internal static readonly FhirParameterRule[] Rules =
    [
        new("subject", "Identifier", 1, 1),
        new("purpose", "Coding", 1, 1),
        new("role", "Coding", 1, 1),
        new("practitioner", "Identifier", 1, 1),
        new("category", "Coding", 0, 64),
        new("source", "Reference", 0, 32),
        new("request", "Identifier", 0, 8),
        new("emergency", "boolean", 0, 1),
        new("justification", "string", 0, 1) { LongestText = DossierQuestion.LongestJustification },
    ];

    public async Task<QuestionResult> ReadAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var parameters = FhirParameters.Read(body, types, Limits, Rules);
        if (parameters.Issues.Count > 0)
        {
            return QuestionResult.Malformed(parameters.Issues.Select(issue => new FieldFault(issue.Expression, IsOfJson(issue.Code) ? "MALFORMED_JSON" : "BAD_REQUEST", issue.Message)));
        }

        if (Number(parameters.One("subject")!) is not { } subject || Text(parameters.One("practitioner")!, "value") is not { } practitioner)
        {
            return QuestionResult.Malformed([new FieldFault("Parameters.parameter", "BAD_REQUEST", "subject needs system and value, practitioner needs value.")]);
        }

        var faults = new List<FieldFault>();
        var purpose = new Purpose(Code(parameters.One("purpose")!, "purpose", code => policy.Knows(new Purpose(code)), faults));
        var role = new Role(Code(parameters.One("role")!, "role", code => policy.Knows(new Role(code)), faults));
        var categories = parameters.All("category").Select(each => new DataCategory(Code(each, "data-category", code => policy.Knows(new DataCategory(code)), faults))).ToList();
        var sources = await ReadSourcesAsync(parameters, faults, ct);
        var emergency = parameters.One("emergency") is { IsTrue: true };
        var justification = parameters.One("justification")?.Text;
        if (emergency && string.IsNullOrWhiteSpace(justification))
        {
            faults.Add(new FieldFault("Parameters.parameter", "JUSTIFICATION_MISSING", "An emergency needs a justification of why it cannot wait."));
        }

        return faults.Count > 0
            ? QuestionResult.Unknown(faults)
            : QuestionResult.Read(new DossierQuestion(
                subject, purpose, role, practitioner, [.. categories.Distinct()], sources,
                [.. parameters.All("request").Where(each => each.TextAt("system")?.StartsWith(Systems.Root, StringComparison.Ordinal) is true).Select(each => each.TextAt("value")).OfType<string>()],
                emergency, justification));
    }

    private static bool IsOfJson(FhirIssueCode code) => code is FhirIssueCode.NotJson or FhirIssueCode.DuplicateKey or FhirIssueCode.TooDeep;

    private static SubjectNumber? Number(FhirParameter parameter) =>
        Text(parameter, "system") is { } system && Text(parameter, "value") is { } value ? new SubjectNumber(system, value) : null;

    private static string? Text(FhirParameter parameter, string name) => parameter.TextAt(name) is { Length: > 0 } text ? text : null;

    private static string Code(FhirParameter parameter, string system, Func<string, bool> isKnown, List<FieldFault> faults)
    {
        var code = parameter.TextAt("code") ?? string.Empty;
        if (parameter.TextAt("system") != CodeSystem + system || !isKnown(code))
        {
            faults.Add(new FieldFault(parameter.Expression, "UNKNOWN_CODE", $"Expected a code of {CodeSystem}{system}."));
        }

        return code;
    }

    private async Task<IReadOnlyList<OrganisationId>> ReadSourcesAsync(FhirParameters parameters, List<FieldFault> faults, CancellationToken ct)
    {
        var sources = new List<OrganisationId>();
        var asked = parameters.All("source").ToList();
        if (asked.Count == 0)
        {
            return sources;
        }

        var organisations = await directory.CurrentAsync(ct);
        foreach (var parameter in asked)
        {
            if (parameter.TextAt("identifier", "system") is { } system && parameter.TextAt("identifier", "value") is { } value
                && organisations.FindByIdentifier(system, value) is { } organisation)
            {
                sources.Add(organisation.Id);
            }
            else
            {
                faults.Add(new FieldFault(parameter.Expression, "UNKNOWN_CODE", "Expected a reference by the identifier (OIN, BRIN6, AGB, UZOVI, gemeentecode, SWV number) of an organisation that takes part."));
            }
        }

        return [.. sources.Distinct()];
    }
}
