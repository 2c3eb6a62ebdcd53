using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Every question that the matrix has a role for, by every client, about all twelve children and one that nobody knows; asked once for all tests that look at the answers.</summary>
/// <remarks>The first child's family says yes to every consent row, so that permits of every kind are among the answers.</remarks>
public sealed class Sweep : BrokerFixture
{
    /// <summary>The classes that look at the same answers; those that ask more have a broker of their own.</summary>
    [CollectionDefinition]
    public sealed class Shared : ICollectionFixture<Sweep>;

    /// <summary>Reference of the child that no party knows.</summary>
    public const string Nobody = "0";

    private readonly CapturedLog _captured = new();
    private IReadOnlyList<SweepAnswer>? _answers;

    public IReadOnlyList<string> LogLines => _captured.Lines;

    public Policy Policy => Broker.Services.GetRequiredService<Policy>();

    internal SandboxRegion Region => Broker.Sandbox.Region;

    internal IReadOnlyList<SweepAnswer> Answers => _answers ?? throw new InvalidOperationException("Call AskAllAsync first.");

    public async Task AskAllAsync(CancellationToken ct)
    {
        if (_answers is not null)
        {
            return;
        }

        await StartAsync();
        Broker.Services.GetRequiredService<ILoggerFactory>().AddProvider(_captured);
        await GiveEverythingAsync(ct);
        var answers = new List<SweepAnswer>();
        var families = Broker.Families;
        foreach (var organisation in Region.Organisations)
        {
            var client = organisation.Client;
            var partner = Broker.Partner(client);
            var (token, age) = (await partner.TokenAsync(ct), Stopwatch.StartNew());
            foreach (var (professional, purpose) in Questions(organisation))
            {
                // A token lives two minutes; on a busy machine the questions of one organisation take longer.
                if (age.Elapsed > TimeSpan.FromMinutes(1))
                {
                    (token, age) = (await partner.TokenAsync(ct), Stopwatch.StartNew());
                }

                foreach (var child in Region.Children.Select(child => child.Reference).Append(Nobody))
                {
                    var number = child == Nobody ? Stranger(families.NumberOf("1", client)!) : families.NumberOf(child, client)!;
                    var question = new QuestionText(number, purpose, professional.Role, professional.Id, [], [], References(child, client, purpose), purpose == "CRISIS" ? "val van de trap" : null);
                    using var body = new StringContent(QuestionBody.Write(question), null, "application/fhir+json");
                    using var response = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", body, token, ct);
                    answers.Add(new SweepAnswer(organisation, child, question, await BrokerAnswer.ReadAsync(response, ct)));
                }
            }
        }

        _answers = answers;
    }

    /// <summary>Names, numbers, addresses and the markers of what never travels.</summary>
    internal IEnumerable<string> Secrets() => Region.PersonalTerms
        .Concat(Region.Children.SelectMany(child => child.Family.Append(child.Person)).SelectMany(person => new[] { person.Address.Street, person.Address.Postcode }))
        .Concat(Region.Children.SelectMany(child => child.Identifiers.Values).Select(number => number.Value))
        .Concat(Broker.Sandbox.Region.Children.SelectMany(child => child.SourceKeys.Values).Select(key => key.Reveal()))
        .Concat(Markers)
        .Distinct();

    private static IReadOnlyList<string> Markers => ZioExchange.Broker.Sandbox.Documents.NeverTravels.All;

    protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>([]);

    private IEnumerable<(SandboxProfessional Professional, string Purpose)> Questions(SandboxOrganisation organisation) =>
        from professional in organisation.Professionals
        from purpose in Policy.Rows.Where(row => row.Roles.Contains(professional.Role)).Select(row => row.Purpose.Code).Distinct()
        select (professional, purpose);

    private List<SandboxIdentifier> References(string child, string client, string purpose) => child == Nobody ? [] :
    [
        .. Region.Child(child).Requests.Where(request => request.Swv == client && request.Purpose == purpose).Select(request => request.Reference),
        .. Region.Child(child).Inzagen.Where(inzage => inzage.Purpose == purpose).Select((_, number) => new SandboxIdentifier(Systems.SchoolRequest, $"inzage-{child}-{number + 1}")),
    ];

    /// <summary>A number of the same form that belongs to nobody.</summary>
    private static SandboxIdentifier Stranger(SandboxIdentifier known) => known with
    {
        Value = known.System == NamingSystems.Bsn ? "999994724"
            : known.System == NamingSystems.Pseudonym ? new string('0', known.Value.Length)
            : known.Value[..^4] + "9999",
    };

    private async Task GiveEverythingAsync(CancellationToken ct)
    {
        var register = new RegisterSteps(Broker);
        foreach (var row in Policy.Rows.Where(row => row.Basis is LegalBasis.Consent && row.Delivery is Delivery.Pull))
        {
            var recipients = Region.Organisations.Where(organisation => row.RequestingParty == "*" || organisation.PartyType.Code == row.RequestingParty).Select(organisation => organisation.Client).ToArray();
            foreach (var source in Region.Organisations.Where(organisation => organisation.PartyType.Code == row.SourceParty && Region.Child("1").SourceKeys.ContainsKey(organisation.Client)))
            {
                foreach (var parent in recipients.Length == 0 ? [] : new[] { "kind-1-ouder-a", "kind-1-ouder-b" })
                {
                    await register.GiveAsync(source.Client, "1", parent, row.Purpose.Code, recipients, [.. row.Categories.Select(category => category.Code)], ct);
                }
            }
        }
    }
}
