using System.Text.Json;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>Turns the content of one fact into what the register keeps. A party speaks for itself only: a gemeente says that a child lives there, never where else.</summary>
internal sealed class FactReading(Caller caller, PartnerDirectory directory, Policy policy, FactInput input, List<FieldFault> faults)
{
    // Two parents, a guardian, a third party, curators for a matter: no answer of the BRP names more.
    private const int MostPersons = 20;

    /// <returns>Null when the content is wrong; the faults say how.</returns>
    public async Task<ReadFact?> ReadAsync(string soort, CancellationToken ct)
    {
        try
        {
            var read = soort switch
            {
                "geboortedatum" => Fact(FactKind.Birth, string.Empty, new BirthFact(Content<FactContents.Birth>().Geboortedatum)),
                "bekwaamheid" => Capability(Content<FactContents.Capability>()),
                "woonplaats" => await ResidenceAsync(Content<FactContents.Residence>(), ct),
                "inschrijving" => await PlacementAsync(Content<FactContents.Placement>(), ct),
                "maatregel" => await MeasureAsync(Content<FactContents.Measured>(), ct),
                "gezag" when input.Bron == "BRP" => BrpAnswer.Read(input, faults),
                "gezag" => Authority(Content<FactContents.Authority>()),
                "beoordeling" => Fact(FactKind.Assessment, string.Empty, new AssessmentFact(Content<FactContents.Assessed>().AfgeslotenOp)),
                "markering" => Mark(Content<FactContents.Marked>()),
                "registratie" => Holding(Content<FactContents.Registered>()),
                _ => null,
            };
            return faults.Count == 0 ? read : null;
        }
        catch (JsonException)
        {
            return null;   // thrown below, with the faults that say why
        }
    }

    private static ReadFact Fact(FactKind kind, string subject, object body) => new(kind, subject, body);

    private ReadFact Holding(FactContents.Registered said)
    {
        faults.AddRange(said.Gelijkenis?.Faults("/inhoud/gelijkenis") ?? []);
        return Fact(FactKind.Holding, caller.Organisation.Value, new HoldingFact(said.Sinds, said.Beeindigd, faults.Count == 0 ? said.Gelijkenis?.ToLikeness() : null));
    }

    private ReadFact Mark(FactContents.Marked said)
    {
        if (!FactOwnership.Marks.Contains(said.Markering))
        {
            Wrong("markering", string.Join(", ", FactOwnership.Marks) + ".");
        }

        return Fact(FactKind.Flag, said.Markering, new FlagFact(said.Geldt));
    }

    private ReadFact Capability(FactContents.Capability said)
    {
        if (!policy.Knows(new Purpose(said.Doel)))
        {
            Wrong("doel", "A purpose of the policy: capacity is stated for one matter.");
        }

        // R-AGE-4: never a standing flag. The year is a choice of this system.
        if (!said.Bekwaam && !(said.Tot >= said.VerklaardOp && said.Tot <= said.VerklaardOp.AddYears(1)))
        {
            Wrong("tot", "The last day of the incapacity, at most a year after verklaardOp.");
        }

        return Fact(FactKind.Capacity, said.Doel, new CapacityFact(said.Bekwaam, said.VerklaardOp, said.Tot));
    }

    private async Task<ReadFact> ResidenceAsync(FactContents.Residence said, CancellationToken ct) => Fact(FactKind.Residence, string.Empty, new ResidenceFact(
        caller.Organisation.Value, await OrganisationAsync(said.Swv, "swv", "SWV", ct), said.VerhuisdOp, await OrganisationAsync(said.VerhuisdUit, "verhuisdUit", "GEMEENTE", ct)));

    private async Task<ReadFact> PlacementAsync(FactContents.Placement said, CancellationToken ct)
    {
        var kind = FactContents.SchoolKindOf(said.Schoolsoort);
        var institution = caller.Party.Code == "INSTELLING";
        if (kind is null || institution != said.Schoolsoort.StartsWith("CLUSTER", StringComparison.Ordinal))
        {
            Wrong("schoolsoort", institution ? "CLUSTER_1 or CLUSTER_2." : "PO, SBO, SO, VO or VSO.");
        }

        if (said is { Ingeschreven: true, Beeindigd: true })
        {
            Wrong("beeindigd", "Not together with ingeschreven.");
        }

        return Fact(FactKind.Placement, string.Empty, new SaidPlacement(
            caller.Organisation.Value, kind ?? default, said.Ingeschreven, said.Beeindigd, await OrganisationAsync(said.Swv, "swv", "SWV", ct)));
    }

    private async Task<ReadFact> MeasureAsync(FactContents.Measured said, CancellationToken ct)
    {
        var kind = FactContents.MeasureOf(said.Maatregel);
        if (kind is null)
        {
            Wrong("maatregel", "OTS or VOOGDIJ.");
        }

        var own = caller.Party.Code == "GI";
        var organisation = own ? caller.Organisation.Value : await OrganisationAsync(said.Gi, "gi", "GI", ct);
        if (organisation is null || (own && said.Gi is not null))
        {
            Wrong("gi", own ? "A GI records its own measures: leave gi out." : "The GI that carries out the measure.");
        }

        return Fact(FactKind.Measure, $"{said.Maatregel}/{organisation}/{said.Vanaf:O}", new MeasureFact(kind ?? default, organisation ?? string.Empty, said.Vanaf, said.Tot));
    }

    private ReadFact Authority(FactContents.Authority said)
    {
        var outcome = FactContents.OutcomeOf(said.Uitkomst);
        if (outcome is null)
        {
            Wrong("uitkomst", "gezamenlijk, eenhoofdig, gezamenlijk_met_derde, voogdij, tijdelijk_geen, niet_te_bepalen or in_onderzoek.");
        }

        if (said.Personen is not { Count: <= MostPersons } || said.Personen.Any(person => person is null))
        {
            Wrong("personen", $"A list of at most {MostPersons} persons.");
            return Fact(FactKind.Authority, input.Bron, said);
        }

        return Fact(FactKind.Authority, input.Bron, new AuthorityFact(outcome ?? default, [.. said.Personen.Select(PersonOf)]));
    }

    private AuthorityFactPerson PersonOf(FactContents.AuthorityPerson said, int at)
    {
        var relation = FactContents.RelationOf(said.Relatie);
        if (relation is null)
        {
            Wrong($"personen/{at}/relatie", "ouder, voogd, derde, gi or bijzondere_curator.");
        }

        if (said.Persoon.Length is 0 or > 64 || !said.Persoon.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            Wrong($"personen/{at}/persoon", "Your pseudonym of the person: letters, digits and hyphens, at most 64.");
        }

        if (said.Doel is { } purpose && !policy.Knows(new Purpose(purpose)))
        {
            Wrong($"personen/{at}/doel", "A purpose of the policy.");
        }

        return new(said.Persoon, relation ?? default, said.Gezag, said.Vanaf, said.Tot, said.Contactverbod, said.Doel);
    }

    private T Content<T>()
        where T : class => JsonShape.Read<T>(input.Inhoud, "/inhoud", faults) ?? throw new JsonException();

    private async Task<string?> OrganisationAsync(Identified? number, string name, string party, CancellationToken ct)
    {
        if (number is null)
        {
            return null;
        }

        if (await directory.FindByIdentifierAsync(number.System, number.Value, ct) is { } found && found.Party.Code == party)
        {
            return found.Id.Value;
        }

        Wrong(name, $"An organisation of type {party} that takes part, by its number.");
        return null;
    }

    private void Wrong(string name, string expected) => faults.Add(new FieldFault("/inhoud/" + name, "UNKNOWN_CODE", expected));
}
