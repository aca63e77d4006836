namespace PrivateApi.Shell;

/// <summary>Where the staged module is.</summary>
internal static class ModuleLocation
{
    /// <summary>The manifest, beside the shell or in out/PrivateApi of the folder above that the build left.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (string candidate in new[] { "PrivateApi.psd1", Path.Combine("out", "PrivateApi", "PrivateApi.psd1") })
            {
                string file = Path.Combine(folder.FullName, candidate);
                if (File.Exists(file) && Directory.Exists(Path.Combine(Path.GetDirectoryName(file)!, "bin")))
                {
                    return file;
                }
            }
        }

        return null;
    }
}
