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

    /// <summary>Longer values are kept up to here, and are then too long for every conversion.</summary>
    private const int LongestValue = 32_768;

    private readonly StructureCheck _check = new(state.Plan);
    private readonly CoverageAccount _account = new(state);
    private readonly List<Level> _levels = [];
    private readonly HashSet<SourceNode> _versionsSeen = [];
    private readonly ChildCount _children = new();
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _dummies = state.Plan.Dummies.GetAlternateLookup<ReadOnlySpan<char>>();
    private char[] _text = new char[1024];
    private int _length;
    private int _depth = -1;

    private Level Current => _levels[_depth];

    /// <summary>The open element is unknown or ignored.</summary>
    public bool Skips => Current.Skips;

    /// <summary>True when the text of the element that is open is wanted.</summary>
    public bool WantsText => !Current.Skips || state.Coverage is not null;

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

    public void Text(ReadOnlySpan<char> text)
    {
        var room = LongestValue - (_length - Current.TextStart);
        var part = text.Length > room ? text[..Math.Max(room, 0)] : text;
        if (_length + part.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + part.Length));
        }

        part.CopyTo(_text.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>Takes the text at which the reader stands; what is longer than any conversion takes is passed over.</summary>
    public void Text(XmlReader reader)
    {
        int room;
        while ((room = LongestValue - (_length - Current.TextStart)) > 0)
        {
            if (_text.Length - _length < 64)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }

            var read = reader.ReadValueChunk(_text, _length, Math.Min(room, _text.Length - _length));
            if (read == 0)
            {
                break;
            }

            _length += read;
        }
    }

    /// <summary>Nothing of a document stays behind. False when the buffers have grown too large to keep.</summary>
    public bool Forget()
    {
        Array.Clear(_text);
        (_length, _depth) = (0, -1);
        _versionsSeen.Clear();
        _children.Forget();
        foreach (var level in _levels)
        {
            level.Cover = null;
        }

        return _text.Length <= 65_536;
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
        var text = _text.AsSpan(level.TextStart, _length - level.TextStart).Trim(" \t\r\n");
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

        _length = level.TextStart;
        _depth--;
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
        _account.Note(child, level, cover);
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
        if (_depth == _levels.Count)
        {
            _levels.Add(new Level());
        }

        Current.Reset(node, skips, _length, cover);
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

        if (_dummies.TryGetValue(text, out var why))
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
