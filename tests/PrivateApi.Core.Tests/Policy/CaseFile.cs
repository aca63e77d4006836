using System.Reflection;

namespace PrivateApi.Tests.Policy;

/// <summary>Where the file of cases decided by an independent IAM simulator is.</summary>
internal static class CaseFile
{
    public static string Folder =>
        Path.Combine(
            typeof(CaseFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!,
            "tests",
            "PrivateApi.Core.Tests",
            "Data"
        );
}
