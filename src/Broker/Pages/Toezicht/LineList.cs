using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>A list of entries with its caption and the address of what is older.</summary>
public sealed record LineList(string Caption, IReadOnlyList<EntryLine> Lines, string? Older)
{
    public IReadOnlyList<string> Columns(PageWords words) =>
        [words["toezicht.when"], words["toezicht.who"], words["toezicht.what"], words["toezicht.about"], words["toezicht.why"], words["toezicht.entry"]];

    public static BadgeKind KindOf(string act) => act switch
    {
        "act-refused" => BadgeKind.Warning,
        "act-broken" => BadgeKind.Danger,
        "act-released" => BadgeKind.Success,
        _ => BadgeKind.Neutral,
    };
}
