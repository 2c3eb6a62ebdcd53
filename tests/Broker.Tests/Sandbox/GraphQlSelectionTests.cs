using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Sandbox.Hosts;

namespace ZioExchange.Broker.Tests.Sandbox;

public sealed class GraphQlSelectionTests
{
    [Fact]
    public void Only_selected_fields_are_copied_also_within_lists()
    {
        var value = JsonNode.Parse("""{"a":1,"b":[{"c":2,"d":3},{"c":4}],"e":{"f":5},"g":null}""");

        var selected = GraphQlSelection.Parse("query Q($x: String!) { list(where: { a: { eq: $x } }) { a b { c } g } }")!.Under("list")!.Of(value);

        Assert.Equal("""{"a":1,"b":[{"c":2},{"c":4}],"g":null}""", selected!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("query")]
    [InlineData("{")]
    [InlineData("{ a")]
    [InlineData("{ { a } }")]
    [InlineData("{ a } }")]
    [InlineData("{ a } query { b }")]
    [InlineData("{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a}}}}}}}}}}}}}}}}}}")]
    public void What_is_not_one_small_operation_is_refused(string question) => Assert.Null(GraphQlSelection.Parse(question));
}
