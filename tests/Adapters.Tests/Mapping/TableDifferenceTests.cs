using Xunit;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>What a changed table would let out more or less is said by category.</summary>
public sealed class TableDifferenceTests
{
    [Fact]
    public void The_same_table_makes_no_difference() => Assert.Empty(Between(JsonSample.Table, JsonSample.Table));

    [Fact]
    public void A_row_more_and_a_row_less_are_told_with_their_category()
    {
        var changed = JsonSample.Table.Replace("P-05;OPP_KERN;/plan/doelen*;titel;Goal#doel.description;text;;yes;", "P-05;OPP_KERN;/plan/doelen*;titel;Goal#doel.description;text;;yes;\nP-11;VERZUIM;/plan/doelen*;bron;Goal#doel.note.text;;;;", StringComparison.Ordinal);

        Assert.Equal(["+ VERZUIM proef-json P-11 /plan/doelen* bron -> Goal#doel.note.text"], Between(JsonSample.Table, changed));
        Assert.Equal(["- VERZUIM proef-json P-11 /plan/doelen* bron -> Goal#doel.note.text"], Between(changed, JsonSample.Table));
    }

    [Fact]
    public void Another_category_is_less_of_the_one_and_more_of_the_other()
    {
        var changed = JsonSample.Table.Replace("P-08;OPP_BEGELEIDING", "P-08;OPP_KERN", StringComparison.Ordinal);

        Assert.Equal(["-", "+"], Between(JsonSample.Table, changed).OrderByDescending(line => line[0]).Select(line => line[..1]));
    }

    [Fact]
    public void Another_conversion_or_guard_is_a_change()
    {
        var conversion = JsonSample.Table.Replace("join(: )", "join(, )", StringComparison.Ordinal);
        var guard = JsonSample.Table.Replace("titel;Goal#doel.description;text;", "titel;Goal#doel.description;text | when(zichtbaar = ja);", StringComparison.Ordinal);

        Assert.StartsWith("~ OPP_BEGELEIDING ", Assert.Single(Between(JsonSample.Table, conversion)), StringComparison.Ordinal);
        Assert.StartsWith("~ OPP_KERN ", Assert.Single(Between(JsonSample.Table, guard)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_declaration_that_holds_back_less_is_a_change()
    {
        var open = string.Join('\n', JeugdhulpSample.Table.Split('\n').Where(line => !line.StartsWith("#suppress", StringComparison.Ordinal)));

        Assert.Contains(Between(JeugdhulpSample.Table, open), line => line.StartsWith("~ CONTACT ", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_condition_of_the_same_kind_is_a_change()
    {
        var other = JeugdhulpSample.Table.Replace("Reden = 01,13", "Reden = 01", StringComparison.Ordinal);

        Assert.NotEmpty(Between(JeugdhulpSample.Table, other));
    }

    private static IReadOnlyList<string> Between(string old, string changed) => TableDifference.Between(Samples.Load(old), Samples.Load(changed));
}
