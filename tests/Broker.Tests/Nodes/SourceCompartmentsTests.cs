using Xunit;
using ZioExchange.Broker.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Nodes;

public sealed class SourceCompartmentsTests
{
    private static readonly OrganisationId Slow = new("slow");
    private static readonly OrganisationId Other = new("other");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_holds_all_its_places_leaves_those_of_another_free()
    {
        var compartments = new SourceCompartments(atOnce: 1, inLine: 0);
        using var held = await compartments.EnterAsync(Slow, Ct);

        Assert.Null(await compartments.EnterAsync(Slow, Ct));
        using var free = await compartments.EnterAsync(Other, Ct);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Who_waits_in_line_gets_the_place_that_comes_free_and_who_finds_the_line_full_hears_so_at_once()
    {
        var compartments = new SourceCompartments(atOnce: 1, inLine: 1);
        var held = await compartments.EnterAsync(Slow, Ct);
        var waiting = compartments.EnterAsync(Slow, Ct).AsTask();

        Assert.Null(await compartments.EnterAsync(Slow, Ct));
        Assert.False(waiting.IsCompleted);
        held!.Dispose();
        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task Who_waits_past_its_deadline_leaves_the_line_to_others()
    {
        var compartments = new SourceCompartments(atOnce: 1, inLine: 1);
        var held = await compartments.EnterAsync(Slow, Ct);
        using var deadline = new CancellationTokenSource(TimeSpan.Zero);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compartments.EnterAsync(Slow, deadline.Token).AsTask());
        var next = compartments.EnterAsync(Slow, Ct).AsTask();
        held!.Dispose();
        Assert.NotNull(await next);
    }
}
