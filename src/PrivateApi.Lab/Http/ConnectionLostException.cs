namespace PrivateApi.Lab.Http;

/// <summary>The lab breaks the connection instead of answering; caught only by the code that carries answers.</summary>
internal sealed class ConnectionLostException() : IOException("The lab broke the connection, as requested.");
