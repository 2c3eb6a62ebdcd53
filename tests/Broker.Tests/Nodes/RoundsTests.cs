using Xunit;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>What a node does by itself goes on after any fault, and ends without one.</summary>
public sealed class RoundsTests
{
    [Fact]
    public async Task A_round_that_fails_in_a_way_nobody_thought_of_is_told_and_the_next_one_runs()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (rounds, told) = (0, new List<Exception>());
        var running = Rounds.RunAsync(TimeSpan.FromMilliseconds(1), RoundAsync, told.Add, stop.Token, atOnce: true);

        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(2, rounds);
        Assert.Equal("the first", Assert.Single(told).Message);

        Task RoundAsync(CancellationToken ct)
        {
            if (++rounds == 1)
            {
                throw new FormatException("the first");
            }

            stop.Cancel();
            throw new OperationCanceledException(ct);
        }
    }
}
