namespace PrivateApi.Lab.Http;

/// <summary>The lab breaks the connection instead of answering; nobody catches it but whoever carries answers.</summary>
internal sealed class ConnectionLostException() : IOException("The lab broke the connection, as requested.");
