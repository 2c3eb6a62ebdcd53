using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Families;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>Families beyond the twelve: any number of them, made up and all different.</summary>
public sealed class SeedTests
{
    private static readonly SandboxCalendar Calendar = new(new DateOnly(2026, 11, 24));

    [Fact]
    public void The_same_seed_makes_the_same_families_however_many_are_asked_for()
    {
        Assert.Equal(Seen(50, 7), Seen(400, 7).Take(50));
        Assert.NotEqual(Seen(50, 7), Seen(50, 8));

        static List<string> Seen(int count, int seed) =>
            [.. SyntheticFamilies.More(13, count, seed, Calendar).Select(child => FormattableString.Invariant($"{child.Reference} {child.Shape} {child.Person.BirthDate} {child.Person.Bsn}"))];
    }

    [Fact]
    public void Every_number_is_of_the_test_range_and_of_one_child_and_who_comes_after_the_last_has_none()
    {
        var numbers = SyntheticFamilies.More(13, 10_000, 1, Calendar).Select(child => child.Person.Bsn).ToList();
        var given = numbers.Where(number => number.Length > 0).ToList();

        Assert.True(given.Count > 9_000);
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.All(given, number => Assert.True(Bsn.TryParse(number, out var bsn) && bsn.IsTestNumber));
        Assert.DoesNotContain(given, number => SandboxRegion.Create(Calendar.Today).PersonalTerms.Contains(number));
        Assert.Equal(given, numbers.TakeWhile(number => number.Length > 0));
    }

    [Fact]
    public async Task The_register_is_filled_once_and_every_family_stands_in_the_log()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-seed-").FullName;
        await using (var app = BrokerHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", folder, "--now", "2026-11-24T10:00:00+01:00"]))
        {
            await Migrations.ApplyAsync(app.Services.GetRequiredService<BrokerDatabase>(), ct);
            var sandbox = app.Services.GetRequiredService<SandboxRoom>();

            await sandbox.FillAsync(20, seed: 3, new Progress<int>(), ct);
            var first = await CountAsync(app, ct);
            await sandbox.FillAsync(30, seed: 3, new Progress<int>(), ct);
            await sandbox.FillAsync(30, seed: 3, new Progress<int>(), ct);
            var second = await CountAsync(app, ct);

            Assert.Equal((12 + 20, 12 + (2 * 20)), (first.Children, first.Entries));
            Assert.Equal((12 + 30, 12 + (2 * 30)), (second.Children, second.Entries));
            Assert.True(second.Grants > first.Grants);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int Children, int Grants, long Entries)> CountAsync(WebApplication app, CancellationToken ct)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct);
        var entries = long.Parse((await app.Services.GetRequiredService<Broker.Audit.LogProofs>().CheckpointAsync(ct)).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        return (await db.Children.CountAsync(row => row.ConsentVersion > 0, ct), await db.Grants.CountAsync(ct), entries);
    }
}
