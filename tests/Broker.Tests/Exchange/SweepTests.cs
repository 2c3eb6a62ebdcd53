using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>What holds for every answer, whoever asks for whatever about whomever.</summary>
[Collection<Sweep.Shared>]
public sealed class SweepTests(Sweep sweep) : IAsyncLifetime
{
    // What may be told apart by who has a title to know the child: gates, flags and terms of a row, never what a family said.
    private static readonly HashSet<string> AboutAChildInScope = ["NO_SCHOOL_REQUEST", "NO_ARRANGEMENT_APPLICATION", "PARENT_INZAGE_NOT_DONE"];

    private IEnumerable<SweepAnswer> Permitted => sweep.Answers.Where(each => each.Answer.Status == 200);

    private IEnumerable<SweepAnswer> Refused => sweep.Answers.Where(each => each.Answer.Status != 200);

    public async ValueTask InitializeAsync() => await sweep.AskAllAsync(TestContext.Current.CancellationToken);

    [Fact]
    public void Every_question_is_answered_with_a_bundle_or_a_refusal_and_both_are_many()
    {
        Assert.All(sweep.Answers, each => Assert.True(each.Answer.Status is 200 or 403, each.ToString()));
        Assert.True(Permitted.Count() > 60, $"{Permitted.Count()} permitted");
        Assert.True(Refused.Count() > 300, $"{Refused.Count()} refused");
        Assert.All(sweep.Region.Organisations.Where(organisation => organisation.Client is not ("school-po" or "instelling-c2" or "gi")), organisation =>
            Assert.Contains(Permitted, each => each.Client.Client == organisation.Client));
    }

    [Fact]
    public void An_unknown_child_is_refused_by_everybody() =>
        Assert.DoesNotContain(Permitted, each => each.Child == Sweep.Nobody);

    [Fact]
    public void A_refusal_cannot_be_told_from_that_of_a_child_nobody_knows()
    {
        var ofNobody = sweep.Answers.Where(each => each.Child == Sweep.Nobody).ToDictionary(Key, each => each.Answer.WithoutTrace);

        var different = Refused.Where(each => each.Answer.WithoutTrace != ofNobody[Key(each)] && !each.Answer.Reasons.All(AboutAChildInScope.Contains))
            .Select(each => $"{each} but nobody: {sweep.Answers.First(other => other.Child == Sweep.Nobody && Key(other) == Key(each)).Answer.Reasons[0]}");

        Findings.None(different);
    }

    [Fact]
    public void No_refusal_and_no_header_holds_anything_about_a_person()
    {
        var secrets = sweep.Secrets().ToList();
        var said = Refused.Select(each => each.Answer.Text).Concat(sweep.Answers.SelectMany(each => each.Answer.Headers)).Distinct().ToList();

        Assert.DoesNotContain(secrets, secret => said.Exists(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void No_log_line_holds_anything_about_a_person()
    {
        var lines = string.Join('\n', sweep.LogLines);

        Assert.Contains("Refused to school-so", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(sweep.Secrets(), secret => lines.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_bundle_holds_what_never_travels() =>
        Findings.None(Permitted.SelectMany(each => NeverTravels.All.Where(marker => each.Answer.Text.Contains(marker, StringComparison.OrdinalIgnoreCase)).Select(marker => $"{each} {marker}")));

    [Fact]
    public void A_bundle_holds_no_number_of_the_child_but_the_askers_own_and_those_of_its_row()
    {
        var findings = new List<string>();
        foreach (var each in Permitted)
        {
            var own = each.Question.Subject.Value;
            var child = sweep.Region.Child(each.Child);
            var mayHold = RowCategories(each);
            var allowed = new HashSet<string> { own };
            allowed.UnionWith(mayHold.Contains("BSN") ? [child.Person.Bsn] : []);
            allowed.UnionWith(mayHold.Contains("PGN") ? [child.Onderwijsnummer] : []);
            findings.AddRange(Numbers().Where(number => !allowed.Contains(number) && each.Answer.Text.Contains(number, StringComparison.Ordinal)).Select(number => $"{each} holds a number of another: {Kind(number)}"));
        }

        Findings.None(findings);
    }

    [Fact]
    public void A_samenwerkingsverband_never_gets_a_BSN_or_a_PGN() =>
        Assert.DoesNotContain(Permitted.Where(each => each.Client.PartyType.Code == "SWV"), each =>
            each.Answer.Categories.Overlaps(["BSN", "PGN"]) || each.Answer.Text.Contains(NamingSystems.Bsn, StringComparison.Ordinal));

    [Fact]
    public void Every_answer_is_valid_FHIR()
    {
        var types = sweep.Broker.Services.GetRequiredService<FhirTypes>();

        Findings.None(sweep.Answers.SelectMany(each => FhirValidator.Validate(Encoding.UTF8.GetBytes(each.Answer.Text), types).Select(issue => $"{each}: {issue.Expression} {issue.Message}")).Distinct());
    }

    [Fact]
    public void Every_reference_within_a_bundle_resolves_there() =>
        Findings.None(Permitted.SelectMany(each => BundleReferences.Dangling(each.Answer.Json).Select(reference => $"{each}: {reference}")));

    [Fact]
    public void Every_resource_is_labelled_with_categories_of_the_row_and_no_others() =>
        Findings.None(Permitted.SelectMany(each => each.Answer.Content.SelectMany(resource => BrokerAnswer.LabelsOf(resource).DefaultIfEmpty("nothing"))
            .Where(label => !RowCategories(each).Contains(label)).Select(label => $"{each} is labelled {label}")).Distinct());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Key(SweepAnswer each) => $"{each.Client.Client} {each.Question.Role} {each.Question.Purpose}";

    private HashSet<string> RowCategories(SweepAnswer each) => sweep.Policy.Rows
        .Where(row => row.Purpose.Code == each.Question.Purpose && (row.RequestingParty == "*" || row.RequestingParty == each.Client.PartyType.Code || each.Client.PartyType.Code == "INSTELLING"))
        .SelectMany(row => row.Categories).Select(category => category.Code).ToHashSet();

    private IEnumerable<string> Numbers() => sweep.Region.Children.SelectMany(child =>
        child.Identifiers.Values.Select(number => number.Value).Concat(child.SourceKeys.Values.Select(key => key.Reveal())).Append(child.Onderwijsnummer)
            .Concat(child.Family.Select(person => person.Bsn))).Distinct();

    private string Kind(string number) => sweep.Region.Children.SelectMany(child => child.Identifiers.Where(each => each.Value.Value == number).Select(each => each.Key)).FirstOrDefault() ?? "another register";
}
