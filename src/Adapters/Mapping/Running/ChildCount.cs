using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Counts the parts of a document that are each about one child (a client, an entry of a register), and those that say about which.</summary>
internal sealed class ChildCount
{
    private int _opened;
    private int _named;
    private bool _isNamed;

    public void Open() => (_opened, _isNamed) = (_opened + 1, false);

    public void Name(SourceNode node)
    {
        if (node.Subject >= 0 && !_isNamed)
        {
            _named++;
            _isNamed = true;
        }
    }

    /// <summary>Where one part says which child it is about, a part that does not may be about any child.</summary>
    public void Close()
    {
        if (_named > 0 && _named < _opened)
        {
            throw new SourceRefusedException(
                RefusalCode.SeveralChildren, "A part of the document does not say which child it is about.", "Send one document for each child, with the child's number in every part.");
        }
    }

    public void Forget() => (_opened, _named, _isNamed) = (0, 0, false);
}
