using System.ComponentModel.DataAnnotations;

namespace CallImport.Web.GraphQL;

/// <summary>How much one request may ask for. Everything beyond is refused before any work is done for it.</summary>
public sealed class GraphQLOptions
{
    public const string Section = "GraphQL";

    /// <summary>Bytes of a request's body, or of its query string.</summary>
    [Range(1_024, 10_485_760)]
    public int MaxRequestBytes { get; set; } = 102_400;

    /// <summary>Levels of objects and lists in the request's JSON, variables included.</summary>
    [Range(4, 64)]
    public int MaxJsonDepth { get; set; } = 16;

    /// <summary>Levels of fields. The usual introspection query has 15.</summary>
    [Range(5, 50)]
    public int MaxDepth { get; set; } = 16;

    /// <summary>Names, punctuators and values of a document.</summary>
    [Range(100, 100_000)]
    public int MaxTokens { get; set; } = 5_000;

    /// <summary>Levels of anything in the text of a document: braces, brackets, values.</summary>
    [Range(10, 120)]
    public int MaxTextDepth { get; set; } = 64;

    /// <summary>Fields that ask for another name than their own.</summary>
    [Range(0, 1_000)]
    public int MaxAliases { get; set; } = 30;

    /// <summary>Fields in all, those of fragments counted wherever they are used.</summary>
    [Range(50, 10_000)]
    public int MaxFields { get; set; } = 500;

    /// <summary>Uses of directives.</summary>
    [Range(0, 1_000)]
    public int MaxDirectives { get; set; } = 30;

    /// <summary>Fields that repeat another of the same selection.</summary>
    [Range(0, 1_000)]
    public int MaxDuplicates { get; set; } = 20;

    /// <summary>Operations and fragments of one document.</summary>
    [Range(1, 1_000)]
    public int MaxDefinitions { get; set; } = 40;

    /// <summary>Values in an answer: every field as often as the lists around it may have items.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxCost { get; set; } = 50_000;

    /// <summary>Fields of one request that ask a platform something.</summary>
    [Range(1, 100)]
    public int MaxOutbound { get; set; } = 3;

    /// <summary>Fields a workspace and minute that ask a platform something, counted by each node.</summary>
    [Range(1, 10_000)]
    public int MaxOutboundPerMinute { get; set; } = 30;

    /// <summary>Characters of documents that are kept ready.</summary>
    [Range(1_024, 1_073_741_824)]
    public int CachedDocumentCharacters { get; set; } = 4_194_304;

    /// <summary>Sockets and event streams a workspace, counted by each node.</summary>
    [Range(1, 100_000)]
    public int MaxStreamsPerWorkspace { get; set; } = 1_000;

    /// <summary>Sockets and event streams a token, or a person's sessions in one workspace, counted by each node.</summary>
    [Range(1, 100_000)]
    public int MaxStreamsPerToken { get; set; } = 200;

    /// <summary>Operations that one socket runs at once, subscriptions included.</summary>
    [Range(1, 10_000)]
    public int MaxOperationsPerSocket { get; set; } = 200;

    /// <summary>Seconds a new socket has for its first message.</summary>
    [Range(1, 300)]
    public int ConnectionInitSeconds { get; set; } = 10;

    /// <summary>Seconds between two signs of life on an open socket or event stream; a socket that shows none for as long again is dropped.</summary>
    [Range(1, 300)]
    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>Seconds that one message may take to leave; whoever reads slower is dropped.</summary>
    [Range(1, 300)]
    public int SendTimeoutSeconds { get; set; } = 10;
}
