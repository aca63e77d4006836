using PrivateApi.Facts;

namespace PrivateApi.Reachability;

/// <summary>The deployed method that a call goes to.</summary>
internal static class CalledMethod
{
    /// <summary>The method; null when there is none, or methods are not known.</summary>
    public static MethodFact? Find(StageFact stage, string method, string path) =>
        stage.IsExported && PathTemplate.Route(stage.Methods.Select(item => (item.Path, item.Verb)), method, path) is { } route
            ? stage.Methods.First(item => item.Path == route.Path && item.Verb == route.Verb)
            : null;
}
