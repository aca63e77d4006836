using System.Text;

namespace PrivateApi.OpenApi;

/// <summary>
/// The sample API: the paths, models and backend of API Gateway's own example ("Tutorial: Create a REST API by
/// importing an example"), in our own words.
/// </summary>
internal static class PetStoreSample
{
    public const string Name = "PetStore";

    private const string BackendInFile = "petstore.backend.invalid";

    /// <summary>The host that API Gateway's example calls. It is public, and the lab serves it itself.</summary>
    public static string BackendHost(string region, string dnsSuffix) => $"petstore.execute-api.{region}.{dnsSuffix}";

    public static DefinitionSource For(string region, string dnsSuffix)
    {
        using Stream resource = typeof(PetStoreSample).Assembly.GetManifestResourceStream("PrivateApi.OpenApi.Samples.PetStore.json")!;
        using StreamReader reader = new(resource);
        string text = reader.ReadToEnd().Replace(BackendInFile, BackendHost(region, dnsSuffix), StringComparison.Ordinal);
        return new DefinitionSource(Encoding.UTF8.GetBytes(text), $"sample {Name}");
    }
}
