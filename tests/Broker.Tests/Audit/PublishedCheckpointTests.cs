using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Tests.Exchange;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>The file with the newest checkpoint that left the broker, which several programs share.</summary>
public sealed class PublishedCheckpointTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-published-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Kept => Path.Combine(_folder, "log.checkpoint");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_offered_of_a_log_that_was_set_aside_does_not_come_back_and_the_next_log_begins_small()
    {
        await using var published = new PublishedCheckpoint(Kept);
        published.Offer(7, Note(7));

        await published.SetAsideAsync(Ct);
        await published.FlushAsync();
        Assert.Null(published.Read());

        await published.KeepAsync(Note(1), Ct);
        Assert.Equal(Note(1), published.Read());
    }

    [Fact]
    public async Task An_older_one_takes_the_place_of_none_that_still_waits_to_be_written()
    {
        await using var published = new PublishedCheckpoint(Kept);
        published.Offer(7, Note(7));

        await published.KeepAsync(Note(5), Ct);

        Assert.Equal(Note(7), published.Read());
    }

    [Fact]
    public async Task A_checkpoint_of_the_old_log_whose_write_had_begun_is_set_aside_too()
    {
        await using var published = new PublishedCheckpoint(Kept);
        await published.KeepAsync(Note(6), Ct);
        Task[] both;
        await using (Turn())
        {
            both = [published.KeepAsync(Note(7), Ct), published.SetAsideAsync(Ct)];
        }

        await Task.WhenAll(both);

        Assert.Null(published.Read());
        Assert.Equal(Note(7), await File.ReadAllTextAsync(Kept + ".before", Ct));
    }

    [Fact]
    public async Task The_second_of_two_programs_that_set_it_aside_finds_nothing_left_to_do()
    {
        await using var one = new PublishedCheckpoint(Kept);
        await using var two = new PublishedCheckpoint(Kept);
        await one.KeepAsync(Note(6), Ct);
        Task[] both;
        await using (Turn())
        {
            both = [one.SetAsideAsync(Ct), two.SetAsideAsync(Ct)];
        }

        await Task.WhenAll(both);

        Assert.Null(two.Read());
    }

    [Fact]
    public async Task A_disk_that_fails_is_said_once_and_what_it_left_half_written_goes()
    {
        using var said = new CapturedLog();
        using var factory = new LoggerFactory([said]);
        await using var published = new PublishedCheckpoint(Kept, factory.CreateLogger<PublishedCheckpoint>());
        System.IO.Directory.CreateDirectory(Path.Combine(Kept, "in-the-way"));

        await published.KeepAsync(Note(1), Ct);
        await published.KeepAsync(Note(2), Ct);
        Assert.Contains("could not be kept", Assert.Single(said.Lines), StringComparison.Ordinal);

        System.IO.Directory.Delete(Kept, recursive: true);
        await published.KeepAsync(Note(3), Ct);
        Assert.Equal(Note(3), published.Read());
        Assert.Empty(System.IO.Directory.GetFiles(_folder, "*.new"));
    }

    private static string Note(long size) => new Checkpoint(TestLog.Signer.Key.Name, size, new byte[32]).SignWith(TestLog.Signer);

    private FileStream Turn() => new(Kept + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
}
