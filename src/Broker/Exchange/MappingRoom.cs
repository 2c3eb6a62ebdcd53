using System.Security.Cryptography;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Gemeente.Ggk;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Runs the mapping tables over what a source gave, within the permit, and checks once more that it is about the child that was asked for.</summary>
public sealed class MappingRoom(MappingCatalogue catalogue, MasterKey master, ILogger<MappingRoom> logger)
{
    private readonly byte[] _idKey = master.Derive("resource-ids");

    /// <returns>The content; or the reason why nothing of this source can be used. One document that is unfit spoils them all: half a dossier looks whole.</returns>
    public (IReadOnlyList<MappedContent> Content, Reason? Failure) Run(IReadOnlyList<SourceDocument> documents, ExchangePermit permit, Organisation source, SourceChildKey child, SubjectNumber subject)
    {
        var (content, unfit) = Run(documents, permit, source, subject, about => about.Any(key => key.System == child.System && !child.Names(key.Value)));

        // What is wrong with a document is not for who asked: the source gave nothing.
        return (content, unfit?.Reason == FaultReasons.ContentNotUsable ? FaultReasons.SourceUnavailable : unfit?.Reason);
    }

    /// <summary>As the other, for documents that no fetcher has asked for by number: one that does not name the child itself may be about any child.</summary>
    /// <param name="documents">What the source sent.</param>
    /// <param name="permit">What may be released of it.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="names">The numbers by which the source knows the child.</param>
    /// <param name="subject">How the recipient knows the child.</param>
    public (IReadOnlyList<MappedContent> Content, UnfitDocument? Unfit) RunSent(
        IReadOnlyList<SourceDocument> documents, ExchangePermit permit, Organisation source, IReadOnlyList<SourceChildKey> names, SubjectNumber subject) =>
        Run(documents, permit, source, subject, about =>
            names.Any(name => about.Any(key => key.System == name.System && !name.Names(key.Value)))
            || !names.Any(name => about.Any(key => key.System == name.System && name.Names(key.Value))));

    private (IReadOnlyList<MappedContent> Content, UnfitDocument? Unfit) Run(
        IReadOnlyList<SourceDocument> documents, ExchangePermit permit, Organisation source, SubjectNumber subject, Func<IReadOnlyList<SubjectKey>, bool> isAnother)
    {
        // Ids differ from asker to asker, so that two partners cannot match what they got.
        var identity = new SubjectIdentity(subject.System, subject.Value, HMACSHA256.HashData(_idKey, System.Text.Encoding.UTF8.GetBytes(permit.Recipient.Value)));
        var content = new List<MappedContent>(documents.Count);
        for (var number = 0; number < documents.Count; number++)
        {
            var document = documents[number];
            try
            {
                var party = source.Identifiers[0];
                var mapped = catalogue.Run(GgkUnwrapping.Unwrap(document) with { PartySystem = party.System, PartyValue = party.Value }, permit, identity);
                if (isAnother(mapped.Subjects))
                {
                    return ([], new UnfitDocument(number, FaultReasons.ChildMismatch, "It is about another child, or does not name the child in a number by which it is known there."));
                }

                content.Add(ToContent(mapped, document));
            }
            catch (SourceRefusedException refusal)
            {
                logger.DocumentRefused(source.Id.Value, refusal.Code.ToString());
                return ([], new UnfitDocument(number, FaultReasons.ContentNotUsable, $"{refusal.Message} {refusal.Remedy}"));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A document that the engine trips over costs its own part, never the whole answer.
                logger.DocumentFailed(source.Id.Value, fault.GetType().Name);
                return ([], new UnfitDocument(number, FaultReasons.ContentNotUsable, "No table can read it. Run zio map on the document."));
            }
        }

        return (content, null);
    }

    private static MappedContent ToContent(MappedDossier mapped, SourceDocument document) => new(
        mapped.Resources,
        [.. mapped.Manifest.Select(released => new ManifestLine(released.Rule, released.ElementPath))],
        mapped.Dialect,
        Convert.ToHexStringLower(SHA256.HashData(document.Content.Span)),
        [.. mapped.Issues.Select(issue => new ContentIssue(issue.Rule, issue.CodeText, issue.MessageEn))]);
}
