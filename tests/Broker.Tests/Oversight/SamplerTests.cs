using Xunit;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Tests.Oversight;

public sealed class SamplerTests
{
    private static readonly SamplingPlan Plan = SamplingPlan.Read(Path.Combine(AppContext.BaseDirectory, "schemas"));
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Every_broken_glass_protected_location_and_child_at_an_employee_s_own_address_is_chosen()
    {
        var month = Enumerable.Range(0, 300).Select(i => Access(i) with { BreakGlass = i % 50 == 7, ProtectedLocation = i % 60 == 3, Alike = i % 70 == 9 ? 2 : 0 }).ToList();

        var chosen = New(1).Choose("o", month);

        Assert.All(month.Where(each => each.BreakGlass), each => Assert.Contains("BREAK_GLASS", chosen[each.Index]));
        Assert.All(month.Where(each => each.Alike > 1), each => Assert.Contains("OWN_STAFF_ADDRESS", chosen[each.Index]));
        Assert.All(month.Where(each => each.ProtectedLocation), each => Assert.Contains("PROTECTED_LOCATION", chosen[each.Index]));
    }

    [Fact]
    public void The_choice_is_the_same_each_time_and_another_for_another_key()
    {
        var month = Enumerable.Range(0, 500).Select(i => Access(i)).ToList();

        Assert.Equal(New(1).Choose("o", month).Keys.Order(), New(1).Choose("o", month).Keys.Order());
        Assert.NotEqual(New(1).Choose("o", month).Keys.Order(), New(2).Choose("o", month).Keys.Order());
    }

    [Fact]
    public void A_small_month_still_has_a_random_part_and_refusals_and_the_work_of_others_are_left_out()
    {
        var month = new List<LogEvent> { Access(0), Access(1), Access(2), Access(3), Access(4) with { Refused = true }, Access(5) with { Recipient = "other" } };

        var chosen = New(1).Choose("o", month);

        Assert.Equal(Plan.RandomAtLeast, chosen.Count(each => each.Value.Contains("RANDOM")));
        Assert.DoesNotContain(4, chosen.Keys);
        Assert.DoesNotContain(5, chosen.Keys);
    }

    private static Sampler New(byte key) => new(Plan, new MasterKey([.. Enumerable.Repeat(key, MasterKey.Length)]));

    private static LogEvent Access(int i) => new(i, Morning.AddMinutes(i % 60), true, false, $"p{i % 7}", "o", "s", "o", "OPP", $"c{i % 40}", null);
}
