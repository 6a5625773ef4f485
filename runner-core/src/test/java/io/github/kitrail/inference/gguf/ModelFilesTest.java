package io.github.kitrail.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  @TempDir Path folder;

  private Path model(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return GgufFixture.llama().write(file);
  }

  private Path adapter(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return GgufFixture.llama().text("general.type", "adapter").write(file);
  }

  private static Kitfile kitfile(@Nullable String path, ModelPart... parts) {
    Model model =
        new Model("m", path, null, null, null, null, null, Arrays.asList(parts), null, null);
    return new Kitfile("1.0.0", Kitfile.Package.NONE, model, List.of(), List.of(), List.of());
  }

  private static ModelPart part(String path, @Nullable String type) {
    return new ModelPart(null, path, null, type, null);
  }

  private void assertRefused(Path path, String... reasons) {
    assertThatThrownBy(() -> ModelFiles.find(path, List.of()))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).contains(reasons);
            });
  }

  @Test
  void takesAFileAsItIs() throws Exception {
    Path file = model("faq.gguf");
    assertThat(ModelFiles.find(file, List.of()).all()).containsExactly(file);
  }

  @Test
  void knowsAGgufFileByItsFirstBytesToo() throws Exception {
    Path file = model("blob");
    assertThat(ModelFiles.find(file, List.of()).model()).isEqualTo(file);
  }

  @Test
  void findsTheOneModelInAFolder() throws Exception {
    Path file = model("weights/deep/faq.GGUF");
    Files.writeString(folder.resolve("weights/config.json"), "{}");
    assertThat(ModelFiles.find(folder, List.of()).all()).containsExactly(file);
  }

  @Test
  void prefersTheModelToItsAdaptersAndImageReaders() throws Exception {
    Path file = model("faq.gguf");
    adapter("adapter.gguf");
    new GgufFixture().text("general.architecture", "clip").write(folder.resolve("mmproj.gguf"));
    assertThat(ModelFiles.find(folder, List.of()).all()).containsExactly(file);
  }

  @Test
  void findsAllPartsOfASplitModelByAnyOfThem() throws Exception {
    Path first = model("big-00001-of-00003.gguf");
    Path second = model("big-00002-of-00003.gguf");
    Path third = model("big-00003-of-00003.gguf");
    assertThat(ModelFiles.find(folder, List.of()).all()).containsExactly(first, second, third);
    assertThat(ModelFiles.find(third, List.of()).model()).isEqualTo(first);
    Files.delete(second);
    assertRefused(folder, "split over 3 files", "big-00002-of-00003.gguf", "is missing");
  }

  @Test
  void asksWhichOfSeveralModels() throws Exception {
    model("a.gguf");
    model("b.gguf");
    assertRefused(folder, "2 models", "a.gguf, b.gguf", "`model: a.gguf`");
  }

  @Test
  void saysWhatToDoWithOtherFormats() throws Exception {
    Files.writeString(folder.resolve("model.safetensors"), "x");
    assertRefused(folder, "Only GGUF", "model.safetensors", "`structure: true` and `exec`");
    assertRefused(folder.resolve("model.safetensors"), "Only GGUF");
    Files.delete(folder.resolve("model.safetensors"));
    assertRefused(folder, "the folder is empty");
    assertRefused(folder.resolve("missing"), "There is no model at");
  }

  @Test
  void findsAKitfilesModelAndItsAdapters() throws Exception {
    Path file = model("model/faq.gguf");
    Path typed = adapter("tone/a.gguf");
    Path untyped = adapter("jargon.gguf");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Kitfile kitfile =
        kitfile(
            "./model/",
            part("tone", "LoRA weights"),
            part("tokenizer.json", null),
            part("jargon.gguf", null));
    ModelFiles found = ModelFiles.of(folder, kitfile, null, null);
    assertThat(found.weights()).containsExactly(file);
    assertThat(found.adapters()).containsExactly(typed, untyped);
  }

  @Test
  void putsAdaptersOnTheBaseModelKitsModel() throws Exception {
    Path base = model("base/faq.gguf");
    Path adapter = adapter("kit/a.gguf");
    Kitfile kitfile = kitfile("ghcr.io/acme/base:1", part("a.gguf", "adapter"));
    Path kit = folder.resolve("kit");
    ModelFiles found = ModelFiles.of(kit, kitfile, folder.resolve("base"), null);
    assertThat(found.all()).containsExactly(base, adapter);
    assertThatThrownBy(() -> ModelFiles.of(kit, kitfile, null, null))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("ghcr.io/acme/base:1");
  }

  @Test
  void findsAModelThatConsistsOfParts() throws Exception {
    Path first = model("big-00001-of-00002.gguf");
    Path second = model("big-00002-of-00002.gguf");
    Kitfile kitfile =
        kitfile(null, part("big-00001-of-00002.gguf", null), part("big-00002-of-00002.gguf", null));
    assertThat(ModelFiles.of(folder, kitfile, null, null).all()).containsExactly(first, second);
  }

  @Test
  void loadsTheFileThatTheUserChose() throws Exception {
    model("m/a.gguf");
    Path chosen = model("m/b.gguf");
    ModelFiles found = ModelFiles.of(folder, kitfile("m"), null, "m/b.gguf");
    assertThat(found.all()).containsExactly(chosen);
    assertThatThrownBy(() -> ModelFiles.of(folder, kitfile("m"), null, "../b.gguf"))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("leaves the folder");
  }

  @Test
  void refusesAKitfileWithoutAModel() {
    Kitfile none =
        new Kitfile("1.0.0", Kitfile.Package.NONE, null, List.of(), List.of(), List.of());
    assertThatThrownBy(() -> ModelFiles.of(folder, none, null, null))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("no model to test");
    assertThatThrownBy(() -> ModelFiles.of(folder, kitfile(null), null, null))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("neither a path nor parts");
  }
}
