using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Testing;

/// <summary>Children of one name and one birth date, two by two, whose numbers differ in a digit or two, coupled as families couple them: no key may find another child than its own.</summary>
/// <remarks>At two schools the same numbers stand for different children; each child has pseudonyms at two parties, of which one was renewed. BSNs are of the official test range.</remarks>
public sealed class NearTwins(IServiceProvider services, int seed)
{
    private const int FirstTestNumber = 999900006, LastTestNumber = 999999990, FirstPupil = 2_000_000;

    private static readonly OrganisationId Law = new(ChildRegister.AnyParty), SchoolA = new("tweeling-school-a"), SchoolB = new("tweeling-school-b"), SchoolC = new("tweeling-school-c"),
        SwvX = new("tweeling-swv-x"), SwvY = new("tweeling-swv-y"), Gemeente = new("tweeling-gemeente");

    private static readonly AuditActor Actor = new("tweeling", "PARENT", null);

    private readonly ChildBook _children = services.GetRequiredService<ChildBook>();
    private readonly ChildRegister _register = services.GetRequiredService<ChildRegister>();
    private readonly CouplingBook _codes = services.GetRequiredService<CouplingBook>();
    private readonly CouplingBook _nextMonth = ActivatorUtilities.CreateInstance<CouplingBook>(services, (TimeProvider)new ShiftedClock(services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(31)));
    private readonly ConcurrentDictionary<NearTwinKey, ChildReference> _given = new();
    private readonly ConcurrentDictionary<NearTwinKey, ChildReference> _held = new();
    private readonly ConcurrentDictionary<string, byte> _pseudonyms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _misses = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<NearTwinKey> _ended = [];
    private long _right, _others;

    /// <summary>How many children the official test range of BSNs has room for, beside those that the sandbox uses.</summary>
    public const int MostChildren = 8_000;

    /// <param name="children">Even, at most <see cref="MostChildren"/>.</param>
    /// <param name="missesEach">Changed keys tried for each child, besides those of the couplings themselves.</param>
    /// <exception cref="FalseMatchException">At the first false match.</exception>
    public async Task<NearTwinCounts> RunAsync(int children, int missesEach, int callers, CancellationToken ct)
    {
        var numbers = await FreeNumbersAsync(children, ct);
        var options = new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = ct };
        await Parallel.ForEachAsync(Enumerable.Range(0, children / 2), options, async (pair, token) => await CouplePairAsync(pair * 2, children, numbers, token));

        var all = _given.ToArray();
        await Parallel.ForEachAsync(all, options, async (each, token) => await RightAsync(each.Key, each.Value, token));
        await Parallel.ForEachAsync(_ended, options, async (old, token) => await MissAsync("an old pseudonym", old, token));
        await Parallel.ForEachAsync(_open.Keys, options, async (code, token) => await OpenCodeAsync(code, token));
        await Parallel.ForEachAsync(Enumerable.Range(0, children * missesEach), options, async (turn, token) =>
        {
            var random = new Random(unchecked((seed * 7919) + turn));
            var own = all[random.Next(all.Length)].Key;
            var kind = NearTwinChanges.Kinds[turn % NearTwinChanges.Kinds.Count];
            await MissAsync(kind, NearTwinChanges.Of(kind, own, [.. Enumerable.Range(0, 8).Select(_ => all[random.Next(all.Length)].Key)], random), token);
        });
        return new NearTwinCounts(children, _right, new SortedDictionary<string, long>(_misses, StringComparer.Ordinal), _others, _pseudonyms.Count);
    }

    private async Task CouplePairAsync(int first, int children, List<string> numbers, CancellationToken ct)
    {
        var random = new Random(unchecked((seed * 31) + first));
        var twins = new[] { await AdmitAsync(numbers[first], ct), await AdmitAsync(numbers[first + 1], ct) };
        var codes = new[] { await CodeAsync(SchoolA, first, ct), await CodeAsync(SchoolA, first + 1, ct) };
        var replaced = codes[0];
        codes[0] = await CodeAsync(SchoolA, first, ct);

        // Nothing of these is a code that can be used, and none spends the one that can.
        await NoLinkAsync("a replaced code", _codes, replaced, twins[0], ct);
        await NoLinkAsync("a code with one letter mistyped", _codes, NearTwinChanges.Mistyped(codes[0], random), twins[0], ct);
        await NoLinkAsync("a code of last month", _nextMonth, codes[0], twins[0], ct);

        for (var twin = 0; twin < 2; twin++)
        {
            await LinkAsync(SchoolA, first + twin, NearTwinChanges.Rewritten(codes[twin], random), twins[twin], ct);
            // One twin's code on the other: that one is linked to the school already, so the mistake is refused and the code stays good.
            await NoLinkAsync(twin == 0 ? "the code of the other twin" : "a code that was used", _codes, codes[1 - twin], twins[twin], ct);

            // At the second school the number stands for the child before it.
            var there = (first + twin + 1) % children;
            await LinkAsync(SchoolB, there, await CodeAsync(SchoolB, there, ct), twins[twin], ct);
            await PseudonymsAsync(twins[twin], ct);
            _open[await CodeAsync(SchoolC, first + twin, ct)] = 0;
        }
    }

    private async Task<ChildReference> AdmitAsync(string bsn, CancellationToken ct)
    {
        var child = await _children.AdmitAsync(Actor, ct);
        await _children.CoupleAsync(child, owner: null, SourceChildKey.BsnSystem, bsn, Actor, ct);
        await _children.RecordAsync(child, FactKind.Birth, string.Empty, new BirthFact(new DateOnly(2017, 5, 2)), Gemeente, "BRP", DateTimeOffset.UtcNow, Actor, ct);
        await _children.AddPersonAsync(child, PersonId.Youth, new PersonBody("Tweeling", "kind", null, null), signInSubject: null, Actor, ct);
        _given[new NearTwinKey(Law, SourceChildKey.BsnSystem, bsn)] = child;
        return child;
    }

    private async Task<string> CodeAsync(OrganisationId school, int pupil, CancellationToken ct) => (await _codes.IssueAsync(school, new Identified(Systems.LasKey, Pupil(pupil)), ct)).Code;

    private async Task LinkAsync(OrganisationId school, int pupil, string code, ChildReference child, CancellationToken ct)
    {
        if (await _codes.RedeemAsync(code, child, Actor, ct) != school)
        {
            throw new FalseMatchException($"A code of {school.Value} did not link the child that used it.");
        }

        _given[new NearTwinKey(school, Systems.LasKey, Pupil(pupil))] = child;
    }

    private async Task NoLinkAsync(string kind, CouplingBook book, string code, ChildReference child, CancellationToken ct)
    {
        if (await book.RedeemAsync(code, child, Actor, ct) is { } linked)
        {
            throw new FalseMatchException($"{kind} linked a child to {linked.Value}.");
        }

        Count(kind);
    }

    private async Task PseudonymsAsync(ChildReference child, CancellationToken ct)
    {
        var old = await _children.PseudonymAsync(child, SwvX, Actor, ct);
        var other = await _children.PseudonymAsync(child, SwvY, Actor, ct);
        if (await _children.RenewPseudonymAsync(child, SwvY, old, Actor, ct) is not null)
        {
            throw new FalseMatchException("One party renewed the pseudonym of another.");
        }

        var fresh = await _children.RenewPseudonymAsync(child, SwvX, old, Actor, ct) ?? throw new FalseMatchException("A pseudonym was not renewed.");
        foreach (var pseudonym in new[] { old, other, fresh })
        {
            if (!_pseudonyms.TryAdd(pseudonym, 0))
            {
                throw new FalseMatchException("Two pseudonyms are the same.");
            }
        }

        _given[new NearTwinKey(SwvX, Systems.Pseudonym, fresh)] = child;
        _given[new NearTwinKey(SwvY, Systems.Pseudonym, other)] = child;
        _ended.Add(new NearTwinKey(SwvX, Systems.Pseudonym, old));
    }

    private async Task RightAsync(NearTwinKey key, ChildReference child, CancellationToken ct)
    {
        if (await FindAsync(key, ct) != child)
        {
            throw new FalseMatchException($"A number of {key.Owner.Value} did not find its own child.");
        }

        Interlocked.Increment(ref _right);
        if (key.Owner == Law)
        {
            await NoTitleAsync(key, ct);
        }
        else if (key.System == Systems.Pseudonym)
        {
            await MissAsync("the pseudonym of another party", key with { Owner = key.Owner == SwvX ? SwvY : SwvX }, ct);
        }
    }

    private async Task NoTitleAsync(NearTwinKey key, CancellationToken ct)
    {
        if (await _register.FindAsync(SchoolA, new PartyType("SCHOOL"), key.System, key.Value, ct) is not null)
        {
            throw new FalseMatchException("A party without a title to the BSN found a child by it.");
        }

        Count("a BSN without a title to it");
    }

    private async Task OpenCodeAsync(string code, CancellationToken ct)
    {
        var random = new Random(unchecked((seed * 31) + code[0]));
        if (await _codes.IssuerOfAsync(NearTwinChanges.Rewritten(code, random), ct) != SchoolC)
        {
            throw new FalseMatchException("A code was not known for its school's.");
        }

        Interlocked.Increment(ref _right);
        for (var turn = 0; turn < 4; turn++)
        {
            if (await _codes.IssuerOfAsync(NearTwinChanges.Mistyped(code, random), ct) is not null)
            {
                throw new FalseMatchException("A mistyped code was known.");
            }

            Count("a code with one letter mistyped");
        }
    }

    private async Task MissAsync(string kind, NearTwinKey key, CancellationToken ct)
    {
        var found = await FindAsync(key, ct);
        if (_given.TryGetValue(key, out var holder) || _held.TryGetValue(key, out holder) ? found != holder : found is not null)
        {
            throw new FalseMatchException($"A changed number ({kind}) of {key.Owner.Value} found a child that is not its own.");
        }

        if (found is null)
        {
            Count(kind);
        }
        else
        {
            Interlocked.Increment(ref _others);
        }
    }

    /// <summary>As the party itself would ask; a number of law is asked by a gemeente.</summary>
    private Task<ChildReference?> FindAsync(NearTwinKey key, CancellationToken ct) =>
        key.Owner == Law ? _register.FindAsync(Gemeente, new PartyType("GEMEENTE"), key.System, key.Value, ct)
        : _register.FindAsync(key.Owner, new PartyType(key.Owner == SwvX || key.Owner == SwvY ? "SWV" : "SCHOOL"), key.System, key.Value, ct);

    /// <summary>The first numbers of the test range that pass the elfproef and that nobody has: neighbours differ in two digits. Notes who has the others.</summary>
    private async Task<List<string>> FreeNumbersAsync(int children, CancellationToken ct)
    {
        var keys = Enumerable.Range(FirstTestNumber, LastTestNumber - FirstTestNumber + 1).Select(number => new NearTwinKey(Law, SourceChildKey.BsnSystem, number.ToString(CultureInfo.InvariantCulture)))
            .Where(key => Bsn.TryParse(key.Value, out var bsn) && bsn.IsTestNumber).ToList();
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct);
        var taken = (await db.Couplings.Where(row => row.OrganisationId == ChildRegister.AnyParty && row.EndedAt == null).Select(row => row.Lookup).ToListAsync(ct)).Select(Convert.ToHexString).ToHashSet();
        var master = services.GetRequiredService<MasterKey>();
        foreach (var key in keys.Where(key => taken.Contains(Convert.ToHexString(master.Lookup("coupling", ChildRegister.AnyParty, key.System, key.Value)))))
        {
            _held[key] = await FindAsync(key, ct) ?? throw new FalseMatchException("A number that is coupled finds nobody.");
        }

        var free = keys.Where(key => !_held.ContainsKey(key)).Select(key => key.Value).ToList();
        return free.Count >= children ? free[..children] : throw new ArgumentOutOfRangeException(nameof(children), children, "The test range has no more numbers.");
    }

    private void Count(string kind) => _misses.AddOrUpdate(kind, 1, (_, before) => before + 1);

    private static string Pupil(int pupil) => string.Create(CultureInfo.InvariantCulture, $"LAS-{FirstPupil + pupil}");
}
