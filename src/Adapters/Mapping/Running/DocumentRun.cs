using System.Collections.Frozen;
using System.Xml;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Follows a document through the plan, element by element: keeps the values that rows need, and runs a context when its element closes.</summary>
internal sealed class DocumentRun(RunState state, FrameStack frames)
{
    /// <summary>Deeper documents are refused. The deepest format here has about 15 levels.</summary>
    public const int MostLevels = 64;

    private readonly StructureCheck _check = new(state.Plan);
    private readonly CoverageAccount _account = new(state);
    private readonly Level[] _levels = new Level[MostLevels + 2];
    private readonly HashSet<SourceNode> _versionsSeen = [];
    private readonly ChildCount _children = new();
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _dummies = state.Plan.Dummies.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly bool _hasDummies = state.Plan.Dummies.Count > 0;
    private readonly ElementText _text = new();
    private int _depth = -1;

    private Level Current { get; set; } = new();

    /// <summary>The open element is unknown or ignored.</summary>
    public bool Skips => Current.Skips;

    /// <summary>True when the text of the element that is open is wanted.</summary>
    public bool WantsText => !Current.Skips || state.Coverage is not null;

    /// <summary>True when the element that is open holds text already.</summary>
    public bool HasText => _text.Length > Current.TextStart;

    public void OpenDocument()
    {
        var tree = state.Plan.Tree;
        Push(tree.Document, skips: false, state.Coverage?.Document);
        if (tree.Top == tree.Document)
        {
            frames.Open(tree.Root, 0, null);
        }
    }

    /// <summary>Opens a child by name; <paramref name="index"/> is its place when it is an entry of a JSON array.</summary>
    public void Open(string name, int? index)
    {
        var level = Current;
        var child = level.Skips ? null : level.Node!.Find(name, level.Hint);
        Open(level, child, name, index);
    }

    /// <summary>As above, for a reader that found the child itself.</summary>
    public void Open(SourceNode? child, string name, int? index) => Open(Current, child, name, index);

    /// <summary>Closes the document; a version that was never named is wrong.</summary>
    public void CloseDocument()
    {
        foreach (var node in state.Plan.Versions)
        {
            if (!_versionsSeen.Contains(node))
            {
                throw _check.VersionMissing(node);
            }
        }

        _children.Close();
        Close();
    }

    /// <summary>The child of the open element that has this name as UTF-8; null when there is none, or none is looked for.</summary>
    public SourceNode? FindChild(ReadOnlySpan<byte> utf8Name)
    {
        var level = Current;
        if (level.Skips)
        {
            return null;
        }

        foreach (var child in level.Node!.Children)
        {
            if (utf8Name.SequenceEqual(child.Utf8Name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>A member that is there without a value: as good as absent, and accounted for.</summary>
    public void Absent(SourceNode? child, string name)
    {
        var cover = Current.Cover?.Add(name, null);
        _account.Note(child, Current, cover);
        if (child is not null)
        {
            cover?.Set(CoverageStatus.Ignored, "empty");
        }

        if (child is not null && !Current.Skips)
        {
            Resolve(child);
        }
    }

    public void Text(ReadOnlySpan<char> text) => _text.Add(text, Current.TextStart);

    /// <summary>Takes the text at which the reader stands.</summary>
    public void Text(XmlReader reader) => _text.Add(reader, Current.TextStart);

    /// <summary>Nothing of a document stays behind. False when the buffers have grown too large to keep.</summary>
    public bool Forget()
    {
        _depth = -1;
        _versionsSeen.Clear();
        _children.Forget();
        foreach (var level in _levels)
        {
            level?.Cover = null;
        }

        return _text.Forget();
    }

    public void Attribute(string name, string value)
    {
        var level = Current;
        var key = "@" + name;
        var child = level.Skips ? null : level.Node!.Find(key, 0);
        var cover = level.Cover?.Add(key, null);
        if (child is not null)
        {
            Keep(child, value.AsSpan().Trim(), cover);
        }

        _account.Note(child, level, cover);
    }

    public void Close()
    {
        var level = Current;
        var text = _text.Take(level.TextStart);
        if (level.Node is { } node && !level.Skips)
        {
            _check.Close(level, !text.IsEmpty);
            Keep(node, text, level.Cover);
            if (level.Cover is not null)
            {
                level.Cover.HasValue = !text.IsEmpty;
                if (text.IsEmpty && !level.Cover.HasElements)
                {
                    level.Cover.Set(CoverageStatus.Ignored, "empty");
                }
            }
        }
        else if (level.Cover is not null)
        {
            level.Cover.HasValue = !text.IsEmpty;
        }

        _depth--;
        Current = _levels[Math.Max(_depth, 0)];
        if (level.Node is { } closed && !level.Skips)
        {
            if (closed.Context is not null)
            {
                frames.Close();
            }

            Resolve(closed);
        }
    }

    private void Open(Level level, SourceNode? child, string name, int? index)
    {
        if (_depth >= MostLevels)
        {
            throw new SourceRefusedException(RefusalCode.TooLarge, $"The document has more than {MostLevels} levels.", "Send a document of the declared format.");
        }

        var isIgnored = child?.IsSkipped == true;
        if (!level.Skips)
        {
            level.HasElements = true;
            _check.Open(level, child, name, isIgnored);
        }

        var cover = level.Cover?.Add(name, index);
        if (cover is not null)
        {
            _account.Note(child, level, cover);
        }

        var siblings = Siblings(level, child);
        if (child?.IsOneChild == true)
        {
            _children.Open();
        }

        Push(child, child is null || isIgnored || child.IsOpaque, cover);
        if (child is { Context: { } context } && !Current.Skips)
        {
            frames.Open(context, level.Counts[child.Index] - 1, siblings);
        }
    }

    private static SiblingCount? Siblings(Level level, SourceNode? child)
    {
        if (child is null || level.Skips)
        {
            return null;
        }

        level.Hint = child.Index;
        level.Counts[child.Index]++;
        if (!child.Repeats || child.Context is null)
        {
            return null;
        }

        var siblings = level.Siblings[child.Index] ??= new SiblingCount();
        siblings.Count++;
        return siblings;
    }

    private void Push(SourceNode? node, bool skips, CoverageNode? cover)
    {
        _depth++;
        Current = _levels[_depth] ??= new Level();
        Current.Reset(node, skips, _text.Length, cover);
    }

    private void Keep(SourceNode node, ReadOnlySpan<char> text, CoverageNode? cover)
    {
        if (!node.KeepsText || text.IsEmpty)
        {
            return;
        }

        _check.Value(node, text, state.Subjects);
        if (node.Versions is not null)
        {
            _versionsSeen.Add(node);
        }

        _children.Name(node);

        if (_hasDummies && _dummies.TryGetValue(text, out var why))
        {
            cover?.Set(CoverageStatus.Ignored, why);
            return;
        }

        foreach (var slot in node.Slots)
        {
            frames.Current!.Up(slot.Up).Keep(slot.Slot, text, cover);
        }
    }

    private void Resolve(SourceNode node)
    {
        foreach (var target in node.Resolves)
        {
            frames.Current!.Up(target.Up).Resolved[target.Slot] = true;
        }
    }
}
